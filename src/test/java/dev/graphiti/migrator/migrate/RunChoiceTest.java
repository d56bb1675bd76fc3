package dev.graphiti.migrator.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graphiti.migrator.app.Configs;
import dev.graphiti.migrator.app.MigrationConfig;
import dev.graphiti.migrator.job.FlinkEnvironmentInfo;
import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.run.RunFiles;
import dev.graphiti.migrator.run.RunInfo;
import dev.graphiti.migrator.run.RunState;
import dev.graphiti.migrator.run.Runs;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptionsInternal;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunChoiceTest {
    private static final String OLDER = "20261121-090000-aaaa";
    private static final String YOUNGER = "20261122-090000-bbbb";

    @TempDir
    private Path folder;

    @Test
    void beginsAnewWhereAllRunsAreFinished() {
        run(OLDER, RunState.FINISHED);

        RunChoice choice = unfinished(cluster());

        assertThat(choice.run().id()).isNotEqualTo(OLDER);
        assertThat(choice.savepoint()).isNull();
    }

    @Test
    void theYoungestUnfinishedRunGoesOnFromItsNewestCompleteCheckpoint() throws IOException {
        run(OLDER, RunState.RUNNING);
        run(YOUNGER, RunState.STOPPED, "job1", "job2");
        counts(YOUNGER, 9);
        checkpoint(checkpoints(YOUNGER), "job1", 7);
        checkpoint(checkpoints(YOUNGER), "job2", 9);
        checkpoint(checkpoints(YOUNGER), "job2", 10);
        Files.createDirectories(checkpoints(YOUNGER).resolve("job2/chk-11"));
        Files.createDirectories(checkpoints(YOUNGER).resolve("job2/shared"));

        RunChoice choice = unfinished(cluster());

        assertThat(choice.run().id()).isEqualTo(YOUNGER);
        assertThat(Objects.requireNonNull(choice.savepoint()).uri()).endsWith("checkpoints/job2/chk-10");
    }

    /** What a job completes after another one has taken its run is in no file. */
    @Test
    void theLastJobsCheckpointCountsThoughAnEarlierOneHasAHigherNumber() throws IOException {
        run(OLDER, RunState.RUNNING, "job1", "job2", "job3");
        counts(OLDER, 3);
        checkpoint(checkpoints(OLDER), "job1", 5);
        checkpoint(checkpoints(OLDER), "job2", 3);
        checkpoint(checkpoints(OLDER), "job2", 4);

        assertThat(Objects.requireNonNull(unfinished(cluster()).savepoint()).uri())
                .endsWith("checkpoints/job2/chk-4");
    }

    @Test
    void checkpointsMayLieElsewhere() throws IOException {
        run(OLDER, RunState.RUNNING, "job1");
        counts(OLDER, 3);
        Path elsewhere = folder.resolve("elsewhere");
        checkpoint(elsewhere, "job1", 3);

        RunChoice choice = choose("checkpoint: { directory: \"%s\" }".formatted(elsewhere), cluster());

        assertThat(Objects.requireNonNull(choice.savepoint()).uri()).endsWith("elsewhere/job1/chk-3");
    }

    @Test
    void aRunThatHasKeptNothingStartsOver() {
        run(OLDER, RunState.RUNNING);

        RunChoice choice = unfinished(cluster());

        assertThat(choice.run().id()).isEqualTo(OLDER);
        assertThat(choice.savepoint()).isNull();
    }

    @Test
    void aRunThatHasKeptSomethingDoesNotStartOver() throws IOException {
        run(OLDER, RunState.RUNNING, "job1");
        counts(OLDER, 3);

        assertThatThrownBy(() -> unfinished(cluster()))
                .hasMessage(
                        "Run %s has completed a checkpoint, but none was found in file://%s; name one with --savepoint.",
                        OLDER, checkpoints(OLDER));
    }

    @Test
    void nothingIsWrittenDownTwice() throws IOException {
        run(OLDER, RunState.RUNNING, "job1");
        counts(OLDER, 3);
        checkpoint(checkpoints(OLDER), "job1", 2);

        assertThatThrownBy(() -> unfinished(cluster()))
                .hasMessageStartingWith("Checkpoint 2 (")
                .hasMessageEndingWith(
                        " is older than the files of run %s, which go up to checkpoint 3; resume from a newer one, for instance the"
                                + " savepoint that 'flink stop' has printed, or start a new run.",
                        OLDER);
    }

    /** The job that had lost the run completed checkpoint 3 late; the one that took it has finished with its own. */
    @Test
    void aCheckpointOfAJobThatHadLostTheRunIsRefused() throws IOException {
        run(OLDER, RunState.RUNNING, "job1", "job2");
        checkpoint(checkpoints(OLDER), "job1", 3);
        counts(OLDER, 3, "job2");

        assertThatThrownBy(() -> unfinished(cluster()))
                .isInstanceOf(MigratorException.class)
                .hasMessage(
                        "Checkpoint 3 (%s) is of a job that had lost run %s: the files of the run up to checkpoint 3 are of job job2; end it with 'report --run %s' if that job has finished, or start a new run.",
                        "file:" + checkpoints(OLDER) + "/job1/chk-3", OLDER, OLDER);

        counts(OLDER, 3, "job1");
        assertThat(unfinished(cluster()).savepoint()).isNotNull();
    }

    @Test
    void whatFlinkKnowsItselfIsLeftToIt() throws IOException {
        run(OLDER, RunState.RUNNING, "job1");
        counts(OLDER, 3);

        assertThat(unfinished(cluster("high-availability.type", "kubernetes")).savepoint())
                .isNull();
    }

    @Test
    void whatFlinkBringsIsLeftToItWhenTheRunIsKnown() throws IOException {
        String job = "00000000000000000000000000000007";
        run(OLDER, RunState.RUNNING, job);
        counts(OLDER, 3);
        checkpoint(checkpoints(OLDER), job, 3);
        FlinkEnvironmentInfo cluster = new FlinkEnvironmentInfo(Configuration.fromMap(Map.of(
                PipelineOptionsInternal.PIPELINE_FIXED_JOB_ID.key(),
                job,
                StateRecoveryOptions.SAVEPOINT_PATH.key(),
                "s3://savepoints/7")));

        RunChoice choice = unfinished(cluster);

        assertThat(choice.run().id()).isEqualTo(OLDER);
        assertThat(choice.savepoint()).isNull();
    }

    @Test
    void anApplicationIsToldByItsTarget() {
        assertThat(cluster("execution.target", "embedded").isApplication()).isTrue();
        assertThat(cluster("execution.target", "remote").isApplication()).isFalse();
        assertThat(cluster().isApplication()).isFalse();
        assertThat(FlinkEnvironmentInfo.ofThisProcess().isApplication()).isFalse();
    }

    private Runs runs() {
        return new Runs(folder.toString());
    }

    private static FlinkEnvironmentInfo cluster(String... keyAndValue) {
        return new FlinkEnvironmentInfo(
                Configuration.fromMap(keyAndValue.length == 0 ? Map.of() : Map.of(keyAndValue[0], keyAndValue[1])));
    }

    private RunChoice unfinished(FlinkEnvironmentInfo cluster) {
        return choose("", cluster);
    }

    private RunChoice choose(String settings, FlinkEnvironmentInfo cluster) {
        MigrationConfig config =
                Configs.read(Configs.LEAST + "run: { directory: \"%s\" }%n".formatted(folder) + settings);
        return RunChoice.of(
                new MigrationRequest(config, "", "hash", "0.1.0", null, null, true, null, null, false),
                cluster,
                Instant.EPOCH,
                new Random(1));
    }

    private void run(String id, RunState state, String... jobs) {
        RunFiles files = runs().files(id);
        files.write(
                new RunInfo(id, Instant.EPOCH, null, "0.1.0", "hash", "", "json", "bolt://x", List.of(jobs), state));
    }

    private void counts(String id, long checkpoint) throws IOException {
        counts(id, checkpoint, "");
    }

    private void counts(String id, long checkpoint, String job) throws IOException {
        Path file = folder.resolve(id).resolve("counts/counts-0.jsonl");
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.writeString(file, """
                {"subject":"checkpoint","collection":"","kind":"%d","outcome":"counted","detail":"%s","count":1}
                """.formatted(checkpoint, job));
    }

    private Path checkpoints(String id) {
        return folder.resolve(id).resolve("checkpoints");
    }

    private static void checkpoint(Path checkpoints, String job, long number) throws IOException {
        Path place = Files.createDirectories(checkpoints.resolve(job).resolve("chk-" + number));
        try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(place.resolve("_metadata")))) {
            Checkpoints.storeCheckpointMetadata(new CheckpointMetadata(number, List.of(), List.of()), out);
        }
    }
}
