package dev.graphiti.migrator.source.pinecone;

import static dev.graphiti.migrator.source.pinecone.PineconeSamples.FAST;
import static dev.graphiti.migrator.source.pinecone.PineconeSamples.ids;
import static dev.graphiti.migrator.source.pinecone.PineconeSamples.options;
import static dev.graphiti.migrator.source.pinecone.PineconeSamples.readAll;
import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.source.RecordSource;
import dev.graphiti.migrator.source.SourceRecord;
import dev.graphiti.migrator.source.SourceSplit;
import dev.graphiti.migrator.testing.Letters;
import dev.graphiti.migrator.testing.Misbehavior;
import dev.graphiti.migrator.testing.PineconeStandIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PineconeSourceTest {
    private PineconeStandIn pinecone = PineconeStandIn.serverless();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        pinecone.close();
    }

    private PineconeStandIn instead(PineconeStandIn other) {
        pinecone.close();
        pinecone = other;
        return other;
    }

    @Test
    void readsAllNamespacesInTheOrderOfTheirIds() throws IOException {
        pinecone.holding("b", "x-", 250).holding("a", "y-", 3).holding("__default__", "z-", 1);

        List<SourceRecord> records = readAll(options(pinecone).source());

        assertThat(ids(records)).hasSize(254).startsWith("z-00000", "y-00000", "y-00001", "y-00002", "x-00000");
        assertThat(records).extracting(record -> record.origin().collection()).containsOnly("__default__", "a", "b");
        assertThat(records.get(0).progress()).isEqualTo(1);
    }

    @Test
    void aRecordHasItsVectorAndItsMetadata() throws IOException {
        pinecone.holding("n", PineconeStandIn.record("""
                {"id": "d", "values": [0.5, 1, -2.25],
                 "sparseValues": {"indices": [3, 4294967295], "values": [0.5, 1.5]},
                 "metadata": {"title": "T", "year": 2024.0, "tags": ["a", "b"], "open": true}}"""));
        pinecone.holding("n", PineconeStandIn.record("{\"id\": \"s\", \"values\": []}"));

        List<SourceRecord> records = readAll(options(pinecone).source());

        assertThat(records.get(0).fields().root())
                .containsEntry("id", "d")
                .containsEntry("namespace", "n")
                .containsEntry("values", List.of(0.5, 1.0, -2.25));
        assertThat(records.get(0).fields().at("sparse_values.indices")).isEqualTo(List.of(3L, 4294967295L));
        assertThat(records.get(0).fields().at("metadata.title")).isEqualTo("T");
        assertThat(records.get(0).fields().at("metadata.year")).isEqualTo(2024.0);
        assertThat(records.get(0).fields().at("metadata.tags")).isEqualTo(List.of("a", "b"));
        assertThat(records.get(1).fields().root()).containsOnlyKeys("id", "namespace");
    }

    @Test
    void eachRecordIsReadAgainFromThePositionBeforeIt() throws IOException {
        pinecone.holding("b", "x-", 230).holding("a", "y-", 3).holding("__default__", "z 1", 2);

        assertThat(Letters.assertEachIsReadAgain(options(pinecone, FAST).source(), 3))
                .isEqualTo(235);
        assertThat(Letters.assertEachIsReadAgain(
                        options(pinecone, FAST, "split-size: 100").source(), 7))
                .isEqualTo(235);
        instead(PineconeStandIn.documents()).holding("n", "doc-", 150);
        Letters.assertEachIsReadAgain(options(pinecone, FAST, "kind: documents").source(), 7);
    }

    @Test
    void readsDocumentIndexes() throws IOException {
        instead(PineconeStandIn.documents()).holding("n", "doc-", 150);

        List<SourceRecord> records =
                readAll(options(pinecone, "kind: documents").source());

        assertThat(records).hasSize(150);
        assertThat(records.get(7).fields().at("metadata.title")).isEqualTo("Title doc-00007");
        assertThat(records.get(7).fields().at("metadata.embedding")).isEqualTo(List.of(0.5, 7.25, -0.125));
    }

    @Test
    void splitsALargeNamespaceByThePrefixesThatAreThere() throws IOException {
        pinecone.holding("n", "a-", 400).holding("n", "b", 30).holding("n", "", 120);
        pinecone.holding("n", PineconeStandIn.record("a-", 1)).holding("n", PineconeStandIn.record("a- 1", 2));
        RecordSource source =
                options(pinecone, "split-size: 100", "collection: things").source();

        List<SourceSplit> splits = source.splits();
        List<SourceRecord> records = readAll(source);

        assertThat(splits.size()).isGreaterThan(5);
        assertThat(splits).extracting(SourceSplit::collection).containsOnly("things");
        assertThat(splits).extracting(SourceSplit::id).contains("n/b*", "n/a-* before a-!");
        assertThat(ids(records))
                .doesNotHaveDuplicates()
                .hasSize(400 + 30 + 120 + 2)
                .contains("a-", "a- 1");
        assertThat(records.stream().filter(record -> record.damage() != null))
                .singleElement()
                .extracting(SourceRecord::damage)
                .asString()
                .endsWith("/vectors/fetch answered 400 and says: ids do not accept values containing spaces");
    }

    @Test
    void readsOnlyThePrefixesThatAreNamed() throws IOException {
        pinecone.holding("n", "a-", 3).holding("n", "b-", 3).holding("n", "c-", 3);

        List<SourceRecord> records =
                readAll(options(pinecone, "prefixes: [a-, b-, b-0]").source());

        assertThat(ids(records)).hasSize(6).doesNotHaveDuplicates().noneMatch(id -> id.startsWith("c"));
    }

    @ParameterizedTest
    @MethodSource("positions")
    void goesOnBehindAnyRecord(int taken) throws IOException {
        pinecone.holding("n", "x-", 250);
        RecordSource source = options(pinecone).source();
        SourceSplit split = source.splits().get(0);
        List<SourceRecord> all = readAll(source, split, SourceSplit.START);

        List<SourceRecord> rest = readAll(source, split, all.get(taken - 1).next());

        assertThat(rest).isEqualTo(all.subList(taken, all.size()));
    }

    static List<Integer> positions() {
        return List.of(1, 99, 100, 101, 200, 249, 250);
    }

    @Test
    void cutsWhatIsTooLongForAnAddress() throws IOException {
        String longId = "i".repeat(480);
        for (int i = 0; i < 100; i++) {
            pinecone.holding("n", PineconeStandIn.record(longId + i, i));
        }

        assertThat(readAll(options(pinecone, "fetch-size: 1000").source())).hasSize(100);
    }

    @Test
    void halvesWhatTheServerFindsTooLong() throws IOException {
        pinecone.holding("n", "x-", 90);
        pinecone.thenOnFetch(Misbehavior.status(414), Misbehavior.status(413), Misbehavior.status(431));

        assertThat(readAll(options(pinecone).source())).hasSize(90);
        assertThat(pinecone.answered("fetch")).isEqualTo(4);
    }

    @ParameterizedTest
    @MethodSource("passing")
    void getsOverWhatPasses(Misbehavior misbehavior) throws IOException {
        pinecone.holding("n", "x-", 250);
        RecordSource source = options(pinecone).source();
        SourceSplit split = source.splits().get(0);
        pinecone.then(misbehavior, misbehavior).thenOnFetch(misbehavior, misbehavior);

        assertThat(ids(readAll(source, split, SourceSplit.START))).hasSize(250).doesNotHaveDuplicates();
    }

    static Stream<Misbehavior> passing() {
        return Stream.of(
                Misbehavior.tooManyRequests("0.1"),
                Misbehavior.status(500),
                Misbehavior.status(503),
                Misbehavior.closesConnection(),
                Misbehavior.hangs(),
                Misbehavior.stalls(),
                Misbehavior.halfJson(),
                Misbehavior.emptyBody(),
                Misbehavior.answer("{}"),
                Misbehavior.answer("<html><body>be patient</body></html>"),
                Misbehavior.reply(404, ""),
                Misbehavior.reply(404, "{\"code\":5,\"message\":\"Namespace not found\",\"details\":[]}"),
                Misbehavior.answer("{\"message\": \"ok\"}"));
    }

    @Test
    void slowsDownToTheQuotaThatTheServerReallyHas() throws IOException {
        pinecone.withQuota("fetch", 20).holding("n", "x-", 400);

        List<SourceRecord> records =
                readAll(options(pinecone, "fetch-size: 10", "fetch-rate: 400").source());

        assertThat(ids(records)).hasSize(400).doesNotHaveDuplicates();
        assertThat(records).extracting(SourceRecord::note).containsOnlyNulls();
        assertThat(pinecone.throttled()).isPositive();
    }

    @Test
    void readsThePodIndexOfAFileOfIds() throws IOException {
        instead(PineconeStandIn.pod()).holding("n", "x-", 250);
        Path file = folder.resolve("ids.txt");
        Files.writeString(file, "\uFEFFx-00000\r\n\nx-00249\nno-such\nx-00007");
        RecordSource source = options(pinecone, "id-files: { n: \"" + file + "\" }", "split-size: 2")
                .source();

        List<SourceRecord> records = readAll(source);

        assertThat(source.splits()).hasSize(2);
        assertThat(ids(records)).containsExactly("x-00000", "x-00249", "no-such", "x-00007");
        assertThat(records.get(2).note()).isEqualTo("gone-while-read");
    }

    @Test
    void readsMoreNamespacesThanComeInAPage() throws IOException {
        for (int i = 0; i < 230; i++) {
            pinecone.holding("n%03d".formatted(i), "x-", 1);
        }

        List<SourceRecord> records = readAll(options(pinecone, FAST).source());

        assertThat(records)
                .extracting(record -> record.origin().collection())
                .hasSize(230)
                .doesNotHaveDuplicates();
    }

    @Test
    void theTextOfAnIndexThatEmbedsItselfIsAFieldOfItsOwn() throws IOException {
        pinecone.embedding("chunk_text").holding("n", PineconeStandIn.record("""
                {"id": "a", "values": [1], "metadata": {"chunk_text": "What it says."}}"""));
        pinecone.holding("n", "b", 1);

        List<SourceRecord> records = readAll(options(pinecone).source());

        assertThat(records.get(0).fields().at("text")).isEqualTo("What it says.");
        assertThat(records.get(1).fields().root()).doesNotContainKey("text");
    }

    @Test
    void estimatesReadUnitsAndTime() throws IOException {
        pinecone.holding("n", "x-", 1_005);
        RecordSource source = options(pinecone).source();

        assertThat(source.estimate(source.splits()))
                .isEqualTo("Pinecone index 'articles': about 1,005 records in 1 splits, about 113 read units,"
                        + " at least 1 s at 100 requests/s");
        assertThat(source.estimate(List.of(new SourceSplit("n", "n", "", 12_000_000))))
                .endsWith("That is more than the 1,000,000 read units that a month has on the Starter plan");
    }
}
