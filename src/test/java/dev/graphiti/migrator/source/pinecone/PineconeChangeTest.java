package dev.graphiti.migrator.source.pinecone;

import static dev.graphiti.migrator.source.pinecone.PineconeSamples.ids;
import static dev.graphiti.migrator.source.pinecone.PineconeSamples.options;
import static dev.graphiti.migrator.source.pinecone.PineconeSamples.readAll;
import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.source.RecordReader;
import dev.graphiti.migrator.source.RecordSource;
import dev.graphiti.migrator.source.SourceRecord;
import dev.graphiti.migrator.source.SourceSplit;
import dev.graphiti.migrator.testing.PineconeStandIn;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An index that changes while it is read, or has just changed. */
class PineconeChangeTest {
    private final PineconeStandIn pinecone = PineconeStandIn.serverless();

    @AfterEach
    void close() {
        pinecone.close();
    }

    @Test
    void goesOnWhereTheLastRecordIsGone() throws IOException {
        pinecone.holding("n", "x-", 150);
        RecordSource source = options(pinecone).source();
        SourceSplit split = source.splits().get(0);
        List<SourceRecord> all = readAll(source, split, SourceSplit.START);
        pinecone.deleteNamespace("n");
        for (int i = 0; i < 150; i++) {
            if (i != 119) {
                pinecone.holding("n", PineconeStandIn.record("x-%05d".formatted(i), i));
            }
        }

        List<SourceRecord> rest = readAll(source, split, all.get(119).next());

        assertThat(ids(rest)).startsWith("x-00120").hasSize(30);
    }

    @Test
    void aRecordThatVanishedIsNoted() throws IOException {
        pinecone.holding("n", "x-", 5).loses("x-00004").loses("x-00001");

        List<SourceRecord> records = readAll(options(pinecone).source());

        assertThat(records)
                .extracting(SourceRecord::note)
                .containsExactly(null, "gone-while-read", null, null, "gone-while-read");
    }

    /** Pinecone may say that a namespace is gone, or answer as if it had no records. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aNamespaceThatIsDeletedLeavesWhatWasReadAndOneDeadLetter(boolean silent) throws IOException {
        pinecone.holding("n", "x-", 5_000).holding("m", "y-", 1);
        RecordSource source = options(silent ? pinecone.silentAboutMissing() : pinecone, "namespaces: [n]")
                .source();
        SourceSplit split = source.splits().get(0);
        List<SourceRecord> read = new ArrayList<>();

        try (RecordReader reader = source.open(split, SourceSplit.START)) {
            for (SourceRecord next = reader.next(); next != null; next = reader.next()) {
                read.add(next);
                if (read.size() == 250) {
                    pinecone.deleteNamespace("n");
                }
            }
        }

        SourceRecord last = read.get(read.size() - 1);
        assertThat(last.damage())
                .isEqualTo(
                        ("the namespace 'n' was deleted while it was read; the records of split n that were read before, up to record"
                                        + " %d, are kept, the rest is missing")
                                .formatted(read.size() - 1));
        assertThat(read.subList(0, read.size() - 1))
                .hasSizeBetween(250, 700)
                .extracting(SourceRecord::damage)
                .containsOnlyNulls();
        assertThat(readAll(source, split, last.next())).isEmpty();
        assertThat(ids(readAll(source, split, read.get(99).next()))).containsExactly("");
    }

    @Test
    void aNamespaceWhoseRecordsAreNotCountedYetIsRead() throws IOException {
        pinecone.holding("new", "x-", 150).lags("new").holding("old", "y-", 2);

        assertThat(ids(readAll(options(pinecone, "split-size: 10").source()))).hasSize(152);
    }
}
