package dev.graphiti.migrator.migrate;

import dev.graphiti.migrator.config.ConfigReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Configurations as a user writes them. */
final class Configs {
    static final Path DEMO = Path.of("src/demo/json/migration.yaml");

    /** The least that is a configuration, and where the graph is. */
    static final String LEAST = """
            source: { type: json, inputs: [ { collection: people, paths: [ people.jsonl ] } ] }
            mapping: { people: { id: id, group: acme, entity: { name: name } } }
            embedding: { type: hashing, dimension: 8 }
            target: { uri: "bolt://localhost:7687", password: secret }
            """;

    private Configs() {}

    static MigrationConfig read(String yaml) {
        return new ConfigReader<>(MigrationConfig.shape(), Map.of()).read(yaml, "test.yaml");
    }

    static MigrationConfig demo() {
        return new ConfigReader<>(MigrationConfig.shape(), Map.of("DEMO_DATA", "src/demo/json/data")).read(DEMO);
    }

    static String demoText() {
        try {
            return Files.readString(DEMO);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
