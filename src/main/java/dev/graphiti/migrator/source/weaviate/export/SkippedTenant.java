package dev.graphiti.migrator.source.weaviate.export;

import dev.graphiti.migrator.model.RecordOrigin;
import dev.graphiti.migrator.source.RecordReader;
import dev.graphiti.migrator.source.SourceRecord;
import dev.graphiti.migrator.source.SourceSplit;
import dev.graphiti.migrator.source.weaviate.ObjectReader;
import dev.graphiti.migrator.source.weaviate.SplitPosition;
import org.jspecify.annotations.Nullable;

/** Says once that an export left out a tenant. */
final class SkippedTenant implements RecordReader {
    private final SourceSplit split;
    private final ExportSplit spec;
    private boolean told;

    SkippedTenant(SourceSplit split, ExportSplit spec, String position) {
        this.split = split;
        this.spec = spec;
        told = position.equals(SplitPosition.END);
    }

    @Override
    public @Nullable SourceRecord next() {
        if (told) {
            return null;
        }
        told = true;
        return SourceRecord.damaged(
                new RecordOrigin(ObjectReader.SYSTEM, split.collection(), "", split.id(), "tenant " + spec.tenant()),
                SplitPosition.END,
                1,
                "the export does not contain tenant %s of class %s (%s), so none of its objects was read; activate it and export again"
                        .formatted(spec.tenant(), spec.schema().name(), spec.skipped()),
                "");
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
