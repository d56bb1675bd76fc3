package dev.graphiti.migrator.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.testing.Neo4jServer;
import dev.graphiti.migrator.testing.SmallDisk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills, at moments that a fixed seed chooses, what a run depends on: it must end like one that nothing has befallen.
 * These disturbances are tried with each kind of data.
 */
@TestInstance(Lifecycle.PER_CLASS)
@Tag("crash")
abstract class DisturbedRuns {
    final Neo4jServer neo4j;

    @TempDir
    Path folder;

    private final String name;
    private RealCluster cluster;
    private Crashes crashes;

    @SuppressWarnings("NullAway.Init") // JUnit calls start() before all else.
    DisturbedRuns(String name) {
        this.name = name;
        this.neo4j = Neo4jServer.own(name);
    }

    /** What is migrated; may be kept in the folder. */
    abstract CrashData data(Path kept) throws IOException;

    @BeforeAll
    void start(@TempDir Path kept) throws IOException {
        cluster = RealCluster.start(name);
        crashes = Crashes.of(data(kept), neo4j, cluster, kept.resolve("undisturbed"));
    }

    @AfterAll
    void stop() {
        cluster.close();
        neo4j.close();
    }

    @BeforeEach
    void empty() {
        neo4j.clearData();
    }

    final RealCluster cluster() {
        return cluster;
    }

    final Crashes crashes() {
        return crashes;
    }

    @Test
    void taskManagersDie() throws IOException {
        ClusterRun run = crashes.start(folder);
        crashes.disturb(run, 11, 3, this::killTaskManager);

        crashes.assertAsIfNothingHadBeen(run, 11);
    }

    @Test
    void neo4jDies() throws IOException {
        ClusterRun run = crashes.start(folder);
        crashes.disturb(run, 13, 2, time -> restartNeo4j());

        crashes.assertAsIfNothingHadBeen(run, 13);
    }

    @Test
    void connectionsAreCutInTheMiddleOfTransactions() throws IOException {
        try (CuttingProxy proxy = CuttingProxy.before(neo4j.options().uri())) {
            ClusterRun run = crashes.startWith(folder, proxy.uri(), "");
            crashes.disturb(run, 18, 4, time -> proxy.cutAmidRequest());

            crashes.assertAsIfNothingHadBeen(run, 18);
        }
    }

    @Test
    void stoppedWithASavepointItGoesOnAtAnyParallelism() throws IOException {
        ClusterRun run = crashes.start(folder);
        List<String> parallelism = List.of("4", "1", "2");
        crashes.disturb(run, 15, 3, time -> stopAndResume(run, parallelism.get(time)));

        crashes.assertAsIfNothingHadBeen(run, 15);
    }

    @Test
    void theJobManagerDies() throws IOException {
        ClusterRun run = crashes.start(folder);
        run.hasCheckpoint();
        crashes.disturb(run, 12, 2, time -> killJobManager(run));

        crashes.assertAsIfNothingHadBeen(run, 12);
    }

    @Test
    void canceledItGoesOnFromItsLastCheckpoint() throws IOException {
        ClusterRun run = crashes.start(folder);
        run.hasCheckpoint();
        crashes.disturb(run, 16, 2, time -> cancelAndResume(run));

        crashes.assertAsIfNothingHadBeen(run, 16);
    }

    @Test
    void aFullCheckpointDiskStopsNothing() throws IOException {
        try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"))) {
            ClusterRun run =
                    crashes.startWith(folder, neo4j.options().uri(), ", directory: \"%s\"".formatted(disk.folder()));
            run.hasCheckpoint();
            crashes.disturb(run, 19, 5, time -> {
                switch (time) {
                    case 0, 3 -> {
                        disk.fill();
                        run.failsACheckpoint();
                    }
                    case 1 -> {
                        cluster.killTaskManager(1);
                        cluster.startAgain();
                    }
                    default -> disk.free();
                }
            });

            crashes.assertAsIfNothingHadBeen(run, 19);
        }
    }

    @Test
    void allOfThisBefallsOneRun() throws IOException {
        try (CuttingProxy proxy = CuttingProxy.before(neo4j.options().uri())) {
            ClusterRun run = crashes.startWith(folder, proxy.uri(), "");
            run.hasCheckpoint();
            crashes.disturb(run, 20, 6, time -> {
                switch (time) {
                    case 0 -> {
                        cluster.killTaskManager(1);
                        run.isInterrupted();
                        cluster.startAgain();
                        run.runsAgain();
                    }
                    case 1 -> cancelAndResume(run);
                    case 2 -> restartNeo4j();
                    case 3 -> proxy.cutAmidRequest();
                    case 4 -> killJobManager(run);
                    default -> stopAndResume(run, "4");
                }
            });

            crashes.assertAsIfNothingHadBeen(run, 20);
        }
    }

    private void killTaskManager(int time) {
        cluster.killTaskManager(1 + time % 2);
        cluster.startAgain();
    }

    private void killJobManager(ClusterRun run) {
        cluster.killJobManager();
        cluster.startAgain();
        run.ends(9);
        assertThat(run.output()).contains("migrate --savepoint latest").doesNotContain("\tat ");
        run.resume("latest", "-p", "2");
    }

    private void restartNeo4j() {
        neo4j.kill();
        neo4j.start();
    }

    private void stopAndResume(ClusterRun run, String parallelism) {
        String savepoint =
                cluster.rest().stop(run.jobId(), folder.resolve("savepoints").toString());
        run.ends(9);
        assertThat(run.state()).isEqualTo("stopped");
        run.resume(savepoint, "-p", parallelism);
    }

    private void cancelAndResume(ClusterRun run) {
        cluster.rest().cancel(run.jobId());
        run.ends(9);
        assertThat(run.state()).isEqualTo("stopped");
        run.resume("latest", "-p", "3");
    }
}
