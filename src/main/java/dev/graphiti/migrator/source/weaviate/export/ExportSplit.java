package dev.graphiti.migrator.source.weaviate.export;

import dev.graphiti.migrator.source.SplitSpec;
import dev.graphiti.migrator.source.weaviate.api.ClassSchema;
import org.jspecify.annotations.Nullable;

/**
 * A row group of a file of the export.
 *
 * @param schema the class, without properties where no schema is given
 * @param tenant empty where the class has none
 * @param fingerprint of the file as it was when the splits were made
 * @param skipped why the export left out this tenant, and there is no file; null for a row group
 */
record ExportSplit(
        String path,
        int rowGroup,
        String fingerprint,
        ClassSchema schema,
        String tenant,
        @Nullable String skipped) {
    static ExportSplit parse(String spec) {
        return SplitSpec.read(spec, ExportSplit.class);
    }

    String spec() {
        return SplitSpec.write(this);
    }
}
