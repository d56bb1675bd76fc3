package dev.graphiti.migrator.source.weaviate;

import dev.graphiti.migrator.client.HttpFailure;
import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;
import dev.graphiti.migrator.source.ReaderContext;
import dev.graphiti.migrator.source.RecordReader;
import dev.graphiti.migrator.source.RecordSource;
import dev.graphiti.migrator.source.SingleRecordReader;
import dev.graphiti.migrator.source.SourceCount;
import dev.graphiti.migrator.source.SourceRecord;
import dev.graphiti.migrator.source.SourceSplit;
import dev.graphiti.migrator.source.SplitOpener;
import dev.graphiti.migrator.source.weaviate.api.WeaviateApi;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the classes that the options name through the server's cursor, tenant by tenant and in ranges of ids. */
record WeaviateSource(WeaviateSourceOptions options) implements RecordSource {
    @Override
    public List<SourceSplit> splits() throws IOException {
        try (Connection connection = Connection.openToPlan(options)) {
            return WeaviatePlan.make(new WeaviateApi(connection.exchange(), options.base()), options);
        } catch (HttpFailure e) {
            throw new MigratorException(Fault.SOURCE, e.sentence(), e);
        }
    }

    @Override
    public List<SourceCount> counts(List<SourceSplit> splits) throws IOException {
        try (Connection connection = Connection.openToPlan(options)) {
            WeaviateApi api = new WeaviateApi(connection.exchange(), options.base());
            return new WeaviateCounts(api, options.inactiveTenants()).of(splits);
        }
    }

    @Override
    public int splitsAtOnce() {
        return options.concurrency();
    }

    @Override
    public String estimate(List<SourceSplit> splits) {
        return PlanSummary.of(splits);
    }

    @Override
    public SplitOpener opener(ReaderContext context) {
        return new Opener(options, Connection.open(options, context));
    }

    @Override
    public RecordReader open(SourceSplit split, String position) throws IOException {
        SplitOpener opener = opener(ReaderContext.alone());
        return new ReaderOfItsOwn(opener.open(split, position), opener);
    }

    private record Opener(WeaviateSourceOptions options, Connection connection) implements SplitOpener {
        @Override
        public RecordReader open(SourceSplit split, String position) {
            if (position.equals(SplitPosition.END)) {
                return new SingleRecordReader(null);
            }
            if (!WeaviateSplit.parse(split.spec()).status().isEmpty()) {
                return new SingleRecordReader(options.inactiveTenants().report(split));
            }
            WeaviateApi api = new WeaviateApi(connection.exchange(), options.base());
            return new ObjectReader(split, SplitPosition.parse(position), api, options);
        }

        @Override
        public void close() {
            connection.close();
        }
    }

    /** A reader outside of a job, which closes what it was opened with. */
    private record ReaderOfItsOwn(RecordReader reader, SplitOpener opener) implements RecordReader {
        @Override
        public @Nullable SourceRecord next() throws IOException {
            return reader.next();
        }

        @Override
        public void close() throws IOException {
            reader.close();
            opener.close();
        }
    }
}
