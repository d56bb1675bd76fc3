package dev.graphiti.migrator.source.pinecone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.source.SourceRecord;
import dev.graphiti.migrator.testing.GatedSource;
import dev.graphiti.migrator.testing.Misbehavior;
import dev.graphiti.migrator.testing.PineconeStandIn;
import dev.graphiti.migrator.testing.ReadingCluster;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PineconeSourceIT {
    @RegisterExtension
    static final ReadingCluster FLINK = new ReadingCluster();

    private PineconeStandIn pinecone = PineconeStandIn.serverless();

    @AfterEach
    void close() {
        pinecone.close();
    }

    /** Splits of very different size: 3,000 records, 1,500, 700, 40, two, one. */
    @ParameterizedTest
    @CsvSource({"1, classic", "2, classic", "4, classic", "1, documents", "2, documents", "4, documents"})
    void readsEveryRecordOnceThroughAFailureAndBadAnswers(int parallelism, String kind) throws Exception {
        if (kind.equals("documents")) {
            pinecone.close();
            pinecone = PineconeStandIn.documents();
        }
        pinecone.holding("big", "x", 3_000).holding("big", "y", 1_500).holding("big", "z", 40);
        pinecone.holding("mid", "m", 700).holding("small", "s", 2).holding("__default__", "d", 1);
        pinecone.loses("x00017");
        pinecone.then(Misbehavior.status(500), Misbehavior.tooManyRequests("0.1"), Misbehavior.closesConnection());
        pinecone.thenOnFetch(Misbehavior.halfJson(), Misbehavior.stalls(), Misbehavior.status(503));

        PineconeOptions options = PineconeSamples.options(
                pinecone, "kind: " + kind, "split-size: 2000", "list-rate: 2000", "fetch-rate: 1000");

        List<String> read =
                FLINK.readThroughAFailure(new GatedSource(options.source(), 650), parallelism, PineconeSourceIT::named);

        assertThat(read).isEqualTo(expected());
    }

    private static List<String> expected() {
        return Stream.of(
                        ids("x", 3_000).filter(id -> !id.equals("x00017")),
                        Stream.of("gone-while-read x00017"),
                        ids("y", 1_500),
                        ids("z", 40),
                        ids("m", 700),
                        ids("s", 2),
                        ids("d", 1))
                .flatMap(ids -> ids)
                .sorted()
                .toList();
    }

    private static Stream<String> ids(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(number -> "%s%05d".formatted(prefix, number));
    }

    private static String named(SourceRecord record) {
        return record.note() == null
                ? String.valueOf(record.fields().at("id"))
                : record.note() + " " + record.origin().id();
    }
}
