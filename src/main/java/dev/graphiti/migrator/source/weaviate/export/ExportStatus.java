package dev.graphiti.migrator.source.weaviate.export;

import com.fasterxml.jackson.databind.JsonNode;
import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/**
 * What an export says of itself, shard by shard, in the file that the server writes beside its tables.
 *
 * @param exported how many objects of each class were written
 * @param skipped why a shard was left out, by class and shard; the shard of a class with tenants is called as its tenant
 */
record ExportStatus(Map<String, Long> exported, Map<String, Map<String, String>> skipped) {
    private static final String FILE = "export_metadata.json";

    /**
     * The status in a folder; one that says nothing where there is no such file.
     *
     * @throws MigratorException when the export did not succeed
     */
    static ExportStatus in(Path folder) throws IOException {
        Path file = new Path(folder, FILE);
        FileSystem files = file.getFileSystem();
        if (!files.exists(file)) {
            return new ExportStatus(Map.of(), Map.of());
        }
        return of(file, ExportJson.read(file, "the status of the export, " + shown(file)));
    }

    private static ExportStatus of(Path file, JsonNode root) {
        String status = root.path("status").asText("SUCCESS");
        if (!status.equals("SUCCESS")) {
            throw new MigratorException(
                    Fault.SOURCE,
                    "the export of %s has the status %s%s; wait for SUCCESS, or export again"
                            .formatted(shown(file), status, error(root)));
        }
        Map<String, Long> exported = new TreeMap<>();
        Map<String, Map<String, String>> skipped = new TreeMap<>();
        root.path("shardStatus")
                .properties()
                .forEach(ofClass -> ofClass.getValue().properties().forEach(shard -> {
                    String className = ofClass.getKey();
                    JsonNode said = shard.getValue();
                    exported.merge(className, said.path("objectsExported").asLong(), Long::sum);
                    if (said.path("status").asText().equals("SKIPPED")) {
                        skipped.computeIfAbsent(className, any -> new TreeMap<>())
                                .put(shard.getKey(), said.path("skipReason").asText("it gives no reason"));
                    }
                }));
        return new ExportStatus(exported, skipped);
    }

    /** As a person writes it. */
    private static String shown(Path path) {
        return path.toString().replaceFirst("^file:/+", "/");
    }

    private static String error(JsonNode root) {
        String error = root.path("error").asText();
        return error.isEmpty() ? "" : " (" + error + ")";
    }

    /** @throws MigratorException when the files of a wanted class hold less, or more, than was written */
    void check(Path folder, Map<String, Long> rows, Predicate<String> wanted) {
        exported.forEach((className, objects) -> {
            long found = rows.getOrDefault(className, 0L);
            if (found != objects && wanted.test(className)) {
                throw new MigratorException(
                        Fault.SOURCE,
                        ("the export in %s has %d objects of class %s according to its metadata, but its files"
                                        + " contain %d; copy the whole export again")
                                .formatted(shown(folder), objects, className, found));
            }
        });
    }
}
