package dev.graphiti.migrator.source.weaviate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * A row group of a file of the export.
 *
 * @param schema the class, without properties where no schema is given
 * @param tenant empty where the class has none
 * @param fingerprint of the file as it was when the splits were made
 */
record ExportSplit(String path, int rowGroup, String fingerprint, ClassSchema schema, String tenant) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static ExportSplit parse(String spec) {
        try {
            return JSON.readValue(spec, ExportSplit.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the source state holds a split that is not ours: " + spec, e);
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
