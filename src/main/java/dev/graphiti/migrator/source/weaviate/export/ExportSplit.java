package dev.graphiti.migrator.source.weaviate.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
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
    private static final ObjectMapper JSON = new ObjectMapper();

    static ExportSplit parse(String spec) {
        try {
            return JSON.readValue(spec, ExportSplit.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the source state contains a split of another source: " + spec, e);
        }
    }

    String spec() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a split cannot be written: " + this, e);
        }
    }
}
