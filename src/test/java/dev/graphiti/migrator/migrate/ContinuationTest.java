package dev.graphiti.migrator.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graphiti.migrator.ledger.RunFiles;
import dev.graphiti.migrator.ledger.RunInfo;
import dev.graphiti.migrator.ledger.RunState;
import dev.graphiti.migrator.ledger.Runs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContinuationTest {
    private static final String OLDER = "20261121-090000-aaaa";
    private static final String YOUNGER = "20261122-090000-bbbb";

    @TempDir
    private Path folder;

    @Test
    void thereIsNoneWhereAllRunsAreFinished() {
        run(OLDER, RunState.FINISHED);

        assertThat(Continuation.of(runs(), cluster())).isEmpty();
    }

    @Test
    void theYoungestUnfinishedRunGoesOnFromItsYoungestCompleteCheckpoint() throws IOException {
        run(OLDER, RunState.RUNNING);
        run(YOUNGER, RunState.STOPPED);
        counts(YOUNGER);
        checkpoint(YOUNGER, "job1/chk-31", 1_000);
        checkpoint(YOUNGER, "job2/chk-9", 2_000);
        checkpoint(YOUNGER, "job2/chk-10", 2_000);
        Files.createDirectories(folder.resolve(YOUNGER).resolve("checkpoints/job2/chk-11"));
        Files.createDirectories(folder.resolve(YOUNGER).resolve("checkpoints/job2/shared"));

        Continuation continuation = Continuation.of(runs(), cluster()).orElseThrow();

        assertThat(continuation.run().runId()).isEqualTo(YOUNGER);
        assertThat(Objects.requireNonNull(continuation.savepoint()).uri()).endsWith("checkpoints/job2/chk-10");
    }

    @Test
    void aRunThatHasKeptNothingStartsOver() {
        run(OLDER, RunState.RUNNING);

        Continuation continuation = Continuation.of(runs(), cluster()).orElseThrow();

        assertThat(continuation.run().runId()).isEqualTo(OLDER);
        assertThat(continuation.savepoint()).isNull();
    }

    @Test
    void aRunThatHasKeptSomethingDoesNotStartOver() throws IOException {
        run(OLDER, RunState.RUNNING);
        counts(OLDER);

        assertThatThrownBy(() -> Continuation.of(runs(), cluster()))
                .hasMessage(
                        "Run %s has come as far as a checkpoint, but there is none in %s/checkpoints; name one with --savepoint.",
                        OLDER, folder.resolve(OLDER));
    }

    @Test
    void whatFlinkKnowsItselfIsLeftToIt() throws IOException {
        run(OLDER, RunState.RUNNING);
        counts(OLDER);

        assertThat(Continuation.of(runs(), cluster("high-availability.type", "kubernetes"))
                        .orElseThrow()
                        .savepoint())
                .isNull();
        checkpoint(OLDER, "job1/chk-31", 1_000);
        assertThat(Continuation.of(runs(), cluster("execution.state-recovery.path", "s3://savepoints/7"))
                        .orElseThrow()
                        .savepoint())
                .isNull();
    }

    @Test
    void anApplicationIsToldByItsTarget() {
        assertThat(cluster("execution.target", "embedded").isApplication()).isTrue();
        assertThat(cluster("execution.target", "remote").isApplication()).isFalse();
        assertThat(cluster().isApplication()).isFalse();
        assertThat(Cluster.ofThisProcess().isApplication()).isFalse();
    }

    private Runs runs() {
        return new Runs(folder.toString());
    }

    private static Cluster cluster(String... keyAndValue) {
        return new Cluster(
                Configuration.fromMap(keyAndValue.length == 0 ? Map.of() : Map.of(keyAndValue[0], keyAndValue[1])));
    }

    private void run(String id, RunState state) {
        RunFiles files = runs().files(id);
        files.write(new RunInfo(id, Instant.EPOCH, null, "0.1.0", "hash", "", "json", "bolt://x", List.of(), state));
    }

    private void counts(String id) throws IOException {
        Path file = folder.resolve(id).resolve("counts/counts-0.jsonl");
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.createFile(file);
    }

    private void checkpoint(String id, String name, long written) throws IOException {
        Path file = folder.resolve(id).resolve("checkpoints").resolve(name).resolve("_metadata");
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.createFile(file);
        Files.setLastModifiedTime(file, FileTime.fromMillis(written));
    }
}
