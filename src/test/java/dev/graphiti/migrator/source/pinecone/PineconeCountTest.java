package dev.graphiti.migrator.source.pinecone;

import static dev.graphiti.migrator.source.pinecone.PineconeSamples.options;
import static dev.graphiti.migrator.source.pinecone.PineconeSamples.readAll;
import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.source.RecordSource;
import dev.graphiti.migrator.source.SourceCount;
import dev.graphiti.migrator.source.SourceCount.Certainty;
import dev.graphiti.migrator.source.SourceCount.Unit;
import dev.graphiti.migrator.source.SourceSplit;
import dev.graphiti.migrator.testing.Misbehavior;
import dev.graphiti.migrator.testing.PineconeStandIn;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the statistics of the index say is what is read. */
class PineconeCountTest {
    private final PineconeStandIn pinecone = PineconeStandIn.serverless();

    @AfterEach
    void close() {
        pinecone.close();
    }

    @Test
    void namespacesAreCountedAsTheirRecordsAreCalled() throws IOException {
        pinecone.holding("__default__", "x-", 250).holding("m", "y-", 7);
        RecordSource source = options(pinecone, "split-size: 100").source();
        RecordSource called = options(pinecone, "collection: things").source();
        RecordSource one = options(pinecone, "namespaces: [m]").source();

        assertThat(source.counts(source.splits())).containsExactly(lagging("__default__", 250), lagging("m", 7));
        assertThat(called.counts(called.splits())).containsExactly(lagging("things", 257));
        assertThat(one.counts(one.splits())).containsExactly(lagging("m", 7));
        assertThat(readAll(source)).hasSize(257);
    }

    @Test
    void aNamespaceWithoutASplitIsCountedToo() throws IOException {
        pinecone.holding("n", "x-", 5);
        RecordSource source = options(pinecone).source();
        List<SourceSplit> splits = source.splits();
        pinecone.holding("m", "y-", 7);

        assertThat(source.counts(splits)).containsExactly(lagging("m", 7), lagging("n", 5));
    }

    @Test
    void statisticsThatDoNotCountANamespaceYetProveNothing() throws IOException {
        pinecone.holding("n", "x-", 5).holding("new", "y-", 7).lags("new");
        RecordSource source = options(pinecone).source();
        RecordSource called = options(pinecone, "collection: things").source();

        assertThat(source.counts(source.splits()))
                .containsExactly(
                        lagging("n", 5),
                        SourceCount.unknown(
                                "new", "the statistics of index 'articles' do not count namespace 'new' yet"));
        assertThat(called.counts(called.splits()))
                .containsExactly(SourceCount.unknown(
                        "things", "the statistics of index 'articles' do not count namespace 'new' yet"));
    }

    @Test
    void whatIsReadInPartIsNotCounted() throws IOException {
        pinecone.holding("n", "x-", 5);
        RecordSource source = options(pinecone, "prefixes: [x-]").source();

        assertThat(source.counts(source.splits()))
                .containsExactly(SourceCount.unknown(
                        "", "only some of its ids are read, and its statistics count whole namespaces"));
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 400})
    void statisticsThatAreRefusedAreNoFailure(int status) throws IOException {
        pinecone.holding("n", "x-", 5);
        RecordSource source = options(pinecone).source();
        List<SourceSplit> splits = source.splits();
        pinecone.thenOnStatistics(Misbehavior.status(status));

        assertThat(source.counts(splits))
                .singleElement()
                .satisfies(count -> assertThat(count.unknown()).contains(Integer.toString(status)));
    }

    private static SourceCount lagging(String collection, long count) {
        return new SourceCount(collection, Unit.RECORDS, count, Certainty.LAGGING);
    }
}
