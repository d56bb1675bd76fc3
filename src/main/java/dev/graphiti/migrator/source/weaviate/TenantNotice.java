package dev.graphiti.migrator.source.weaviate;

import dev.graphiti.migrator.model.RecordOrigin;
import dev.graphiti.migrator.source.RecordReader;
import dev.graphiti.migrator.source.SourceRecord;
import dev.graphiti.migrator.source.SourceSplit;
import org.jspecify.annotations.Nullable;

/** The split of a tenant that cannot be read: one dead letter. */
final class TenantNotice implements RecordReader {
    private final SourceSplit split;
    private boolean told;

    TenantNotice(SourceSplit split) {
        this.split = split;
    }

    @Override
    public @Nullable SourceRecord next() {
        if (told) {
            return null;
        }
        told = true;
        WeaviateSplit spec = WeaviateSplit.parse(split.spec());
        return SourceRecord.damaged(
                new RecordOrigin(ObjectReader.SYSTEM, split.collection(), "", split.id(), "tenant " + spec.tenant()),
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
