package dev.graphiti.migrator.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.graphiti.migrator.crash.Fingerprint.Vectors;
import dev.graphiti.migrator.testing.Neo4jServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Kills, at moments that a fixed seed chooses, what a run depends on: it must end like one that nothing has befallen. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag("crash")
class CrashIT {
    private static final Neo4jServer NEO4J = Neo4jServer.own("crash");

    @TempDir
    private static Path input;

    private static RealCluster cluster;
    private static Crashes crashes;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() throws IOException {
        cluster = RealCluster.start("crash");
        crashes = Crashes.over(NEO4J, input, "hashing, dimension: 32");
        Path undisturbed = input.resolve("undisturbed");
        crashes.expect(crashes.start(cluster, undisturbed, "-p", "2").ends(0), Vectors.EQUAL);
    }

    @AfterAll
    static void stop() {
        cluster.close();
        NEO4J.close();
    }

    @BeforeEach
    void empty() {
        NEO4J.clearData();
    }

    @Test
    @Order(1)
    void theUndisturbedRunHasAllThereIsToLose() {
        Fingerprint expected = crashes.expected();

        assertThat(expected.count("node")).isGreaterThan(2L * Crashes.RECORDS - Crashes.RECORDS / 10);
        assertThat(expected.count("edge")).isGreaterThan(3L * Crashes.RECORDS - Crashes.RECORDS / 10);
        assertThat(expected.count("ledger")).isEqualTo(expected.count("node") + expected.count("edge"));
        assertThat(expected.count("dead letter")).isGreaterThan(Crashes.RECORDS / 100);
        assertThat(expected.lines()).containsEntry("report /verdict/sum_holds", "true");
    }

    @Test
    void taskManagersDie() throws IOException {
        ClusterRun run = crashes.start(cluster, folder, "-p", "2");
        int killed = 0;
        for (long moment : Crashes.moments(11, 3)) {
            if (run.reaches(moment)) {
                cluster.killTaskManager(1 + killed++ % 2);
                cluster.startAgain();
            }
        }

        assertThat(killed).isPositive();
        crashes.assertAsIfNothingHadBeen(run.ends(0), "seed 11");
    }

    @Test
    void theJobManagerDies() throws IOException {
        ClusterRun run = crashes.start(cluster, folder, "-p", "2");
        run.hasCheckpoint();
        assertThat(run.reaches(Crashes.moments(12, 1)[0])).isTrue();
        cluster.killJobManager();
        cluster.startAgain();

        run.ends(9);
        assertThat(run.output()).contains("migrate --savepoint latest");
        run.resume("latest", "-p", "2");
        crashes.assertAsIfNothingHadBeen(run.ends(0), "seed 12");
    }

    @Test
    void neo4jDies() throws IOException {
        ClusterRun run = crashes.start(cluster, folder, "-p", "2");
        for (long moment : Crashes.moments(13, 2)) {
            if (run.reaches(moment)) {
                NEO4J.kill();
                NEO4J.start();
            }
        }

        crashes.assertAsIfNothingHadBeen(run.ends(0), "seed 13");
    }

    @Test
    void theClientDies() throws IOException {
        ClusterRun run = crashes.start(cluster, folder, "-p", "2");
        run.reaches(Crashes.moments(14, 1)[0]);
        run.killClient();
        assertThat(run.state()).isEqualTo("running");

        run.report();
        crashes.assertAsIfNothingHadBeen(run.ends(0), "seed 14");
    }

    @Test
    void stoppedWithASavepointItGoesOnAtAnyParallelism() throws IOException {
        ClusterRun run = crashes.start(cluster, folder, "-p", "2");
        int stopped = 0;
        for (long moment : Crashes.moments(15, 2)) {
            if (run.reaches(moment)) {
                String savepoint = Crashes.savepoint(
                        cluster.flink("stop", "-p", folder.resolve("savepoints").toString(), run.jobId()));
                run.ends(9);
                assertThat(run.state()).isEqualTo("stopped");
                run.resume(savepoint, "-p", stopped++ == 0 ? "4" : "1");
            }
        }

        assertThat(stopped).isEqualTo(2);
        crashes.assertAsIfNothingHadBeen(run.ends(0), "seed 15");
    }

    @Test
    void canceledItGoesOnFromItsLastCheckpoint() throws IOException {
        ClusterRun run = crashes.start(cluster, folder, "-p", "2");
        run.hasCheckpoint();
        for (long moment : Crashes.moments(16, 2)) {
            if (run.reaches(moment)) {
                cluster.flink("cancel", run.jobId());
                run.ends(9);
                assertThat(run.state()).isEqualTo("stopped");
                run.resume("latest", "-p", "3");
            }
        }

        crashes.assertAsIfNothingHadBeen(run.ends(0), "seed 16");
    }

    @Test
    void anOlderSavepointIsRefused() throws IOException {
        ClusterRun run = crashes.start(cluster, folder, "-p", "2");
        run.reaches(Crashes.moments(17, 1)[0]);
        String older = Crashes.savepoint(cluster.flink(
                "savepoint", run.jobId(), folder.resolve("savepoints").toString()));
        run.ends(0);
        Fingerprint before = crashes.of(run);

        run.resume(older);

        assertThat(run.ends(3).output()).contains("is older than what run");
        assertThat(crashes.of(run).firstDifference(before)).isEmpty();
    }

    @Test
    void connectionsAreCutInTheMiddleOfTransactions() throws IOException {
        try (CuttingProxy proxy = CuttingProxy.before(NEO4J.options().uri())) {
            ClusterRun run = crashes.startWith(cluster, folder, proxy.uri(), "", "-p", "2");
            for (long moment : Crashes.moments(18, 4)) {
                if (run.reaches(moment)) {
                    long passed = proxy.passed();
                    // Something is on its way to the server when it is cut off.
                    await().pollInterval(Duration.ofMillis(1)).until(() -> proxy.passed() > passed + 10_000);
                    proxy.cut();
                }
            }

            crashes.assertAsIfNothingHadBeen(run.ends(0), "seed 18");
        }
    }

    @Test
    void aFullCheckpointDiskStopsNothing() throws IOException {
        try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"))) {
            ClusterRun run = crashes.startWith(
                    cluster, folder, NEO4J.options().uri(), ", directory: \"%s\"".formatted(disk.folder()), "-p", "2");
            run.hasCheckpoint();
            long[] moments = Crashes.moments(19, 3);
            run.reaches(moments[0]);
            disk.fill();
            if (run.reaches(moments[1])) {
                cluster.killTaskManager(1);
                cluster.startAgain();
            }
            run.reaches(moments[2]);
            disk.free();

            crashes.assertAsIfNothingHadBeen(run.ends(0), "seed 19");
        }
    }
}
