package dev.graphiti.migrator.source.weaviate.export;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;
import java.io.IOException;
import java.io.InputStream;
import org.apache.flink.core.fs.Path;
import org.jspecify.annotations.Nullable;

/** The JSON files beside the data of an export. */
final class ExportJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ExportJson() {}

    /**
     * Reads an object.
     *
     * @param name of the file, for messages
     * @throws MigratorException when the file holds something else
     */
    static JsonNode read(Path file, String name) throws IOException {
        try (InputStream in = file.getFileSystem().open(file)) {
            JsonNode root = JSON.readTree(in);
            if (!root.isObject()) {
                throw damaged(name, root.isMissingNode() ? "it is empty" : "it is not a JSON object", null);
            }
            return root;
        } catch (JsonProcessingException e) {
            JsonLocation place = e.getLocation();
            throw damaged(
                    name, "it is not JSON at line %d, column %d".formatted(place.getLineNr(), place.getColumnNr()), e);
        }
    }

    private static MigratorException damaged(String name, String what, @Nullable Throwable cause) {
        String sentence = "%s cannot be read: %s; copy it again, or export again".formatted(name, what);
        return cause == null
                ? new MigratorException(Fault.SOURCE, sentence)
                : new MigratorException(Fault.SOURCE, sentence, cause);
    }
}
