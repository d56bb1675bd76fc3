package dev.graphiti.migrator.cli;

import dev.graphiti.migrator.config.Secret;
import dev.graphiti.migrator.graph.TargetOptions;
import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** The local Neo4j server of {@code scripts/neo4j}, which is started if no target is configured. */
final class LocalServer {
    private LocalServer() {}

    /**
     * Where the server is, once it runs.
     *
     * @throws MigratorException when there is no such script, or the server does not start
     */
    static TargetOptions started() {
        String script = System.getProperty("migrator.neo4j");
        if (script == null) {
            throw new MigratorException(
                    Fault.CONFIGURATION,
                    "The configuration has no section 'target', and only scripts/graphiti-migrator starts a local"
                            + " server; add target.uri and target.password.");
        }
        call(script, "start");
        Map<String, String> env = new HashMap<>();
        for (String line : call(script, "env").split("\\R", -1)) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                env.put(line.substring(0, equals), unquoted(line.substring(equals + 1)));
            }
        }
        return new TargetOptions(
                Objects.requireNonNull(env.get("NEO4J_URI")),
                Objects.requireNonNull(env.get("NEO4J_USER")),
                new Secret(Objects.requireNonNull(env.get("NEO4J_PASSWORD"))),
                "neo4j",
                Duration.ofSeconds(15));
    }

    private static String unquoted(String value) {
        return value.startsWith("'") && value.endsWith("'") ? value.substring(1, value.length() - 1) : value;
    }

    private static String call(String script, String verb) {
        try {
            ProcessBuilder builder = new ProcessBuilder(script, verb).redirectError(ProcessBuilder.Redirect.INHERIT);
            Process process = builder.start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new MigratorException(
                        Fault.TARGET,
                        "The local Neo4j did not start: '%s %s' failed; see its message above, or configure a target."
                                .formatted(script, verb));
            }
            return output;
        } catch (IOException e) {
            throw new MigratorException(
                    Fault.TARGET,
                    "The local Neo4j did not start: '%s %s' cannot be run (%s); configure a target."
                            .formatted(script, verb, e.getMessage()),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the local Neo4j started", e);
        }
    }
}
