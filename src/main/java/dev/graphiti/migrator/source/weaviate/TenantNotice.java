package dev.graphiti.migrator.source.weaviate;

import dev.graphiti.migrator.model.RecordOrigin;
import dev.graphiti.migrator.source.RecordReader;
import dev.graphiti.migrator.source.SourceRecord;
import dev.graphiti.migrator.source.SourceSplit;
import org.jspecify.annotations.Nullable;

/** Says that a tenant cannot be read, once: as a dead letter, or as a note where it is left out on purpose. */
final class TenantNotice implements RecordReader {
    static final String LEFT_OUT = "inactive-tenant";

    private final SourceSplit split;
    private final InactiveTenants policy;
    private boolean told;

    /** At {@link SplitPosition#END} there is nothing left to say. */
    TenantNotice(SourceSplit split, InactiveTenants policy, String position) {
        this.split = split;
        this.policy = policy;
        told = position.equals(SplitPosition.END);
    }

    @Override
    public @Nullable SourceRecord next() {
        if (told) {
            return null;
        }
        told = true;
        WeaviateSplit spec = WeaviateSplit.parse(split.spec());
        RecordOrigin origin =
                new RecordOrigin(ObjectReader.SYSTEM, split.collection(), "", split.id(), "tenant " + spec.tenant());
        if (policy == InactiveTenants.LEAVE_OUT) {
            return SourceRecord.noted(origin, SplitPosition.END, split.size(), LEFT_OUT);
        }
        return SourceRecord.damaged(
                origin,
                SplitPosition.END,
                split.size(),
                "%s is %s, so none of its objects was read; activate it and run again"
                        .formatted(spec.words(), spec.status()),
                "");
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
