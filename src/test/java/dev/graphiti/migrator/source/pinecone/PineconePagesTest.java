package dev.graphiti.migrator.source.pinecone;

import static dev.graphiti.migrator.source.pinecone.PineconeSamples.FAST;
import static dev.graphiti.migrator.source.pinecone.PineconeSamples.ids;
import static dev.graphiti.migrator.source.pinecone.PineconeSamples.options;
import static dev.graphiti.migrator.source.pinecone.PineconeSamples.readAll;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.source.RecordSource;
import dev.graphiti.migrator.source.SourceRecord;
import dev.graphiti.migrator.source.SourceSplit;
import dev.graphiti.migrator.testing.Misbehavior;
import dev.graphiti.migrator.testing.PineconeStandIn;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** A list ends where a page has no token, and nowhere else. */
class PineconePagesTest {
    private static final String ANY = "{\"vectors\":[],\"pagination\":{\"next\":\"%s\"},\"namespace\":\"n\"}";

    @Example
    void aPrefixWhoseFirstPageIsEmptyIsRead() throws IOException {
        try (PineconeStandIn pinecone = PineconeStandIn.serverless().holding("n", "a", 300)) {
            pinecone.withPages(firstEmpty());

            assertThat(ids(readAll(options(pinecone, FAST, "split-size: 100").source())))
                    .hasSize(300)
                    .doesNotHaveDuplicates();
        }
    }

    @Example
    void anIdThatIsItselfAPrefixIsReadThoughTheFirstPageIsEmpty() throws IOException {
        try (PineconeStandIn pinecone = PineconeStandIn.serverless().holding("n", "a", 300)) {
            pinecone.holding("n", PineconeStandIn.record("a", 1)).holding("n", PineconeStandIn.record("a 1", 2));
            pinecone.withPages(firstEmpty());

            assertThat(ids(readAll(options(pinecone, FAST, "split-size: 100").source())))
                    .hasSize(302)
                    .contains("a", "a 1");
        }
    }

    /** Every second page is empty. */
    private static java.util.function.IntUnaryOperator firstEmpty() {
        int[] page = {0};
        return limit -> page[0]++ % 2 == 0 ? 0 : limit;
    }

    @Property(tries = 12)
    void everyIdIsReadOnceWhateverTheSizesOfThePages(
            @ForAll Random random,
            @ForAll @Size(min = 1, max = 4) List<@IntRange(min = 1, max = 260) Integer> counts,
            @ForAll @IntRange(min = 20, max = 150) int splitSize)
            throws IOException {
        try (PineconeStandIn pinecone = PineconeStandIn.serverless()) {
            List<String> expected = new ArrayList<>();
            for (int i = 0; i < counts.size(); i++) {
                for (String prefix : List.of("", "a", "ab", "~")) {
                    String namespace = "n" + i % 2;
                    pinecone.holding(namespace, prefix + i, counts.get(i) / 4 + 1);
                    for (int j = 0; j < counts.get(i) / 4 + 1; j++) {
                        expected.add("%s%d%05d".formatted(prefix, i, j));
                    }
                }
            }
            pinecone.withPages(limit -> random.nextInt(3) == 0 ? 0 : 1 + random.nextInt(limit));

            List<String> read = ids(
                    readAll(options(pinecone, FAST, "split-size: " + splitSize).source()));

            assertThat(read).containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    @Property(tries = 8)
    void continuesAfterAnyRecord(@ForAll Random random, @ForAll @IntRange(min = 1, max = 250) int taken)
            throws IOException {
        try (PineconeStandIn pinecone = PineconeStandIn.serverless().holding("n", "x-", 250)) {
            pinecone.withPages(limit -> random.nextInt(2) == 0 ? 0 : 1 + random.nextInt(limit));
            RecordSource source = options(pinecone, FAST).source();
            SourceSplit split = source.splits().get(0);
            List<SourceRecord> all = readAll(source, split, SourceSplit.START);

            List<SourceRecord> rest = readAll(source, split, all.get(taken - 1).next());

            assertThat(ids(rest)).isEqualTo(ids(all).subList(taken, 250));
        }
    }

    @Example
    void documentIndexesToo() throws IOException {
        try (PineconeStandIn pinecone = PineconeStandIn.documents().holding("n", "doc-", 150)) {
            pinecone.withPages(firstEmpty());

            assertThat(ids(readAll(options(pinecone, "kind: documents", FAST, "split-size: 50")
                            .source())))
                    .hasSize(150)
                    .doesNotHaveDuplicates();
        }
    }

    @Example
    void namespacesToo() throws IOException {
        try (PineconeStandIn pinecone = PineconeStandIn.serverless()) {
            for (int i = 0; i < 130; i++) {
                pinecone.holding("n%03d".formatted(i), "x-", 1);
            }
            pinecone.withPages(firstEmpty());

            assertThat(options(pinecone, FAST).source().splits()).hasSize(130);
        }
    }

    @Example
    void aTokenThatComesAgainIsOneSentence() throws IOException {
        try (PineconeStandIn pinecone = PineconeStandIn.serverless().holding("n", "x-", 250)) {
            RecordSource source = options(pinecone, FAST).source();
            SourceSplit split = source.splits().get(0);
            Misbehavior[] circle = Collections.nCopies(5, List.of("t1", "t2", "t3")).stream()
                    .flatMap(List::stream)
                    .map(token -> Misbehavior.reply(200, ANY.formatted(token)))
                    .toArray(Misbehavior[]::new);

            pinecone.then(circle);
            assertThatThrownBy(() -> readAll(source, split, SourceSplit.START))
                    .isInstanceOf(MigratorException.class)
                    .hasMessage(
                            "the list of ids of split n leads from page to page without an end: the page token 't1' has"
                                    + " come twice; check source.host and the proxy, and run again");
        }
    }
}
