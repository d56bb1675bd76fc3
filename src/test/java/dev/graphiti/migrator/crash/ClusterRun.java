package dev.graphiti.migrator.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.graphiti.migrator.testing.Neo4jServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One run on a cluster, as a user sees it: a client process, and the folder with the run's files. */
final class ClusterRun {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LONGEST = Duration.ofMinutes(6);

    private FlinkCluster cluster;
    private final Neo4jServer neo4j;
    private final Path folder;
    private Process client;

    private ClusterRun(FlinkCluster cluster, Neo4jServer neo4j, Path folder, Process client) {
        this.cluster = cluster;
        this.neo4j = neo4j;
        this.folder = folder;
        this.client = client;
    }

    /** Starts a new run of the configuration that lies in this folder. */
    static ClusterRun start(FlinkCluster cluster, Neo4jServer neo4j, Path folder, String... options) {
        return new ClusterRun(cluster, neo4j, folder, client(cluster, folder, "migrate", options));
    }

    private static Process client(FlinkCluster cluster, Path folder, String verb, String... options) {
        List<String> line = new ArrayList<>(
                List.of(verb, "-c", folder.resolve("migration.yaml").toString()));
        line.addAll(List.of(options));
        return cluster.run(folder.resolve("client.log"), line);
    }

    /** Calls all further commands by this one. */
    ClusterRun by(FlinkCluster other) {
        cluster = other;
        return this;
    }

    /** Goes on as the same run; its new job runs then, or has been refused. */
    void resume(String savepoint, String... options) {
        List<String> all = new ArrayList<>(List.of("--savepoint", savepoint));
        all.addAll(List.of(options));
        resumeWith(all.toArray(String[]::new));
    }

    /** The same, where not our option names the savepoint. */
    void resumeWith(String... options) {
        String before = jobId();
        client = client(cluster, folder, "migrate", options);
        await().atMost(LONGEST)
                .ignoreExceptionsInstanceOf(UncheckedIOException.class) // Its file may be half written.
                .until(() -> !client.isAlive() || (!jobId().equals(before) && isRunning()));
    }

    private boolean isRunning() {
        return cluster.rest().runs(jobId());
    }

    /** Waits until the run has a job. */
    void hasJob() {
        await().atMost(LONGEST)
                .pollInterval(Duration.ofMillis(50))
                .ignoreExceptions() // There may be no file yet, or a half written one.
                .until(() -> !jobId().isEmpty());
    }

    /** Waits until the job's loss of something is noticed. */
    void isInterrupted() {
        await().atMost(LONGEST).pollInterval(Duration.ofMillis(20)).until(() -> !isRunning());
    }

    /** Waits until one more of the job's checkpoints has failed. */
    void failsACheckpoint() {
        awaitCheckpoints("failed", 1);
    }

    /** Waits until so many more of the job's checkpoints are complete, or the client has ended. */
    void completesCheckpoints(int more) {
        awaitCheckpoints("completed", more);
    }

    private void awaitCheckpoints(String outcome, int more) {
        String job = jobId();
        int before = cluster.rest().checkpoints(job, outcome);
        await().atMost(LONGEST)
                .until(() -> !client.isAlive() || cluster.rest().checkpoints(job, outcome) >= before + more);
    }

    /** Waits until the job runs again, or has ended meanwhile. */
    void runsAgain() {
        await().atMost(LONGEST).pollInterval(Duration.ofMillis(20)).until(() -> !client.isAlive() || isRunning());
    }

    /** Ends the client as a crash would; the job goes on. */
    void killClient() {
        client.descendants().forEach(ProcessHandle::destroyForcibly);
        client.destroyForcibly();
    }

    void report(String... options) {
        client = client(cluster, folder, "report", options);
    }

    /** Waits until so many elements are in the graph; false when the run has ended before. */
    boolean reaches(long elements) {
        await().atMost(LONGEST)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> !client.isAlive() || elements() >= elements);
        return client.isAlive();
    }

    /** What is in the graph by now; both are numbers that Neo4j need not count for. */
    long elements() {
        return neo4j.count("(n)") + neo4j.count("()-[r]->()");
    }

    /** Waits for the client's end, which must be this. */
    ClusterRun ends(int code) {
        return ends(code, "the client's end");
    }

    /** The same, and tells what was tried when it is not. */
    ClusterRun ends(int code, String tried) {
        try {
            assertThat(client.waitFor(LONGEST.toMinutes(), TimeUnit.MINUTES))
                    .as("%s%n%s", tried, output())
                    .isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        assertThat(client.exitValue()).as("%s%n%s", tried, output()).isEqualTo(code);
        return this;
    }

    String output() {
        return read(folder.resolve("client.log"));
    }

    /** The one run of this folder. */
    Path directory() {
        try (Stream<Path> runs = Files.list(folder.resolve("runs"))) {
            // While a job starts, its client writes and removes a hidden file to see whether it can.
            List<Path> all = runs.filter(run -> !run.getFileName().toString().startsWith("."))
                    .toList();
            assertThat(all).hasSize(1);
            return all.get(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String jobId() {
        JsonNode ids = json("run.json").path("job_ids");
        return ids.get(ids.size() - 1).asText();
    }

    String state() {
        return json("run.json").path("state").asText().toLowerCase(Locale.ROOT);
    }

    private JsonNode json(String file) {
        try {
            return JSON.readTree(read(directory().resolve(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until the run has a complete checkpoint, so that there is something to go on from. */
    void hasCheckpoint() {
        await().atMost(LONGEST).pollInterval(Duration.ofMillis(100)).until(() -> !client.isAlive() || hasCounts());
    }

    private boolean hasCounts() {
        Path counts = folder.resolve("runs");
        if (!Files.exists(counts)) {
            return false;
        }
        try (Stream<Path> files = Files.walk(counts)) {
            return files.anyMatch(file -> file.getFileName().toString().matches("counts-.*\\.jsonl"));
        } catch (IOException | UncheckedIOException e) {
            return false; // Flink renames and removes files under our feet.
        }
    }

    private static String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
