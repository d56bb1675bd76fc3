package dev.graphiti.migrator.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.crash.Fingerprint.Vectors;
import dev.graphiti.migrator.testing.Neo4jServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Kills, at moments that a fixed seed chooses, what a run depends on: it must end like one that nothing has befallen. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
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

    /** Moments of a run, in episodes written, in their order. */
    private static long[] moments(long seed, int howMany) {
        Random random = new Random(seed);
        return LongStream.generate(() -> (long) (Crashes.RECORDS * (0.05 + 0.8 * random.nextDouble())))
                .limit(howMany)
                .sorted()
                .toArray();
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
        for (long moment : moments(11, 3)) {
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
        assertThat(run.reaches(moments(12, 1)[0])).isTrue();
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
        for (long moment : moments(13, 2)) {
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
        run.reaches(moments(14, 1)[0]);
        run.killClient();
        assertThat(run.state()).isEqualTo("running");

        run.report();
        crashes.assertAsIfNothingHadBeen(run.ends(0), "seed 14");
    }

    @Test
    void stoppedWithASavepointItGoesOnAtAnyParallelism() throws IOException {
        ClusterRun run = crashes.start(cluster, folder, "-p", "2");
        int stopped = 0;
        for (long moment : moments(15, 2)) {
            if (run.reaches(moment)) {
                String savepoint = Crashes.savepoint(cluster.flink("stop", "-p", folder.resolve("savepoints").toString(), run.jobId()));
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
        for (long moment : moments(16, 2)) {
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
        run.reaches(moments(17, 1)[0]);
        String older = Crashes.savepoint(cluster.flink("savepoint", run.jobId(), folder.resolve("savepoints").toString()));
        run.ends(0);
        Fingerprint before = crashes.of(run);

        run.resume(older);

        assertThat(run.ends(3).output()).contains("is older than what run");
        assertThat(crashes.of(run).firstDifference(before)).isEmpty();
    }
}
