package dev.graphiti.migrator.app;

import dev.graphiti.migrator.config.ConfigReader;
import dev.graphiti.migrator.graph.Target;
import dev.graphiti.migrator.graph.TargetOptions;
import dev.graphiti.migrator.job.SilentConsole;
import dev.graphiti.migrator.model.RunClaim;
import dev.graphiti.migrator.model.RunOwner;
import dev.graphiti.migrator.ownership.RunOwnership;
import dev.graphiti.migrator.ownership.ThisMachine;
import dev.graphiti.migrator.run.MigrationRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/** Configurations as a user writes them. */
public final class Configs {
    static final Path DEMO = Path.of("src/demo/json/migration.yaml");

    /** The least that is a configuration, and where the graph is. */
    public static final String LEAST = """
            source: { type: json, inputs: [ { collection: people, paths: [ people.jsonl ] } ] }
            mapping: { people: { id: id, group: acme, entity: { name: name } } }
            embedding: { type: hashing, dimension: 8 }
            target: { uri: "bolt://localhost:7687", password: secret }
            """;

    /** For a job that is only built. */
    public static final RunClaim CLAIM = new RunClaim("20261122-101500-a1b2", "job", "token", Duration.ofSeconds(30));

    private Configs() {}

    public static MigrationConfig read(String yaml) {
        return new ConfigReader<>(MigrationConfig.shape(), Map.of()).read(yaml, "test.yaml");
    }

    static MigrationConfig demo() {
        return new ConfigReader<>(MigrationConfig.shape(), Map.of("DEMO_DATA", "src/demo/json/data")).read(DEMO);
    }

    /** Owns a run for a job that a test starts itself; each next one takes it from the one before. */
    public static RunClaim owning(MigrationRun run, TargetOptions options) {
        try (Target target = Target.open(options)) {
            RunOwner owner = ThisMachine.owner("job", UUID.randomUUID().toString(), null);
            return RunOwnership.take(target, run, owner, CLAIM.lease(), false, new SilentConsole())
                    .claim();
        }
    }

    public static String demoText() {
        try {
            return Files.readString(DEMO);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
