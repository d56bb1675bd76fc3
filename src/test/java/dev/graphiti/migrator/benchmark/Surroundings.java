package dev.graphiti.migrator.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.neo4j.driver.Session;

/** The server and the command line under test, as scripts/benchmark hands them over. */
record Surroundings(String uri, String user, String password, Path work, String command) {
    static Surroundings fromEnvironment() {
        Map<String, String> env = System.getenv();
        return new Surroundings(
                env.getOrDefault("NEO4J_URI", "bolt://127.0.0.1:7687"),
                env.getOrDefault("NEO4J_USER", "neo4j"),
                env.getOrDefault("NEO4J_PASSWORD", ""),
                Path.of(env.getOrDefault("BENCHMARK_WORK", "target/benchmark")),
                env.getOrDefault("BENCHMARK_COMMAND", "scripts/graphiti-migrator"));
    }

    /** The same with the command line of another version. */
    Surroundings with(String otherCommand) {
        return new Surroundings(uri, user, password, work, otherCommand);
    }

    Driver driver() {
        return GraphDatabase.driver(uri, AuthTokens.basic(user, password));
    }

    /** Runs the command line as a user does, in a process of its own, and returns how many seconds that took. */
    double job(String... arguments) throws IOException, InterruptedException {
        long started = System.nanoTime();
        await(start(Map.of(), arguments));
        return (System.nanoTime() - started) / 1e9;
    }

    /** Starts the command line. */
    Process start(Map<String, String> environment, String... arguments) throws IOException {
        List<String> line = new ArrayList<>(List.of(command));
        line.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(line).inheritIO();
        builder.environment().putAll(environment);
        return builder.start();
    }

    static void await(Process process) throws InterruptedException {
        int code = process.waitFor();
        if (code != 0) {
            throw new IllegalStateException("the job ended with exit code " + code);
        }
    }

    void empty(Driver driver) {
        try (Session session = driver.session()) {
            session.run("MATCH (n) WHERE NOT n:MigrationSchema AND NOT n:MigrationVectorSpace"
                            + " CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS")
                    .consume();
        }
    }

    long count(Driver driver, String what) {
        try (Session session = driver.session()) {
            return session.run("MATCH " + what + " RETURN count(*)")
                    .single()
                    .get(0)
                    .asLong();
        }
    }
}
