package dev.graphiti.migrator.source.weaviate;

import dev.graphiti.migrator.http.HttpFailure;
import dev.graphiti.migrator.http.Shared;
import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;
import dev.graphiti.migrator.source.RecordReader;
import dev.graphiti.migrator.source.RecordSource;
import dev.graphiti.migrator.source.SourceSplit;
import java.io.IOException;
import java.util.List;

/** Reads the classes that the options name through the server's cursor, tenant by tenant and in ranges of ids. */
record WeaviateSource(WeaviateSourceOptions options) implements RecordSource {
    @Override
    public List<SourceSplit> splits() throws IOException {
        return plan().splits();
    }

    private WeaviatePlan plan() throws IOException {
        Shared.Lease<Connection> lease = Connection.lease(options);
        try {
            return WeaviatePlan.make(new WeaviateApi(lease.value(), options.base()), options);
        } catch (HttpFailure e) {
            throw new MigratorException(Fault.SOURCE, e.sentence(), e);
        } finally {
            Connection.release(lease);
        }
    }

    @Override
    public RecordReader open(SourceSplit split, String position) {
        WeaviateSplit spec = WeaviateSplit.parse(split.spec());
        if (position.equals(SplitPosition.END)) {
            return new Nothing();
        }
        if (!spec.status().isEmpty()) {
            return new TenantNotice(split);
        }
        SplitPosition behind = position.equals(SourceSplit.START)
                ? SplitPosition.start(spec.ranges().size())
                : SplitPosition.parse(position);
        return new ObjectReader(split, behind, options);
    }
}
