package dev.graphiti.migrator.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.crash.Fingerprint.Vectors;
import dev.graphiti.migrator.testing.Neo4jServer;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cluster with high availability loses its JobManager, and then a TaskManager too: nobody needs to do anything. */
@Tag("crash")
class HighAvailabilityIT {
    private static final Neo4jServer NEO4J = Neo4jServer.own("crash-ha");

    @TempDir
    private Path folder;

    @AfterAll
    static void close() {
        NEO4J.close();
    }

    @Test
    void theJobOutlivesItsJobManager() throws IOException {
        Crashes crashes = Crashes.over(NEO4J, folder, "hashing, dimension: 32");
        try (RealCluster cluster = RealCluster.start("crash-ha", "--ha")) {
            crashes.expect(
                    crashes.start(cluster, folder.resolve("undisturbed"), "-p", "2")
                            .ends(0),
                    Vectors.EQUAL);
            NEO4J.clearData();

            ClusterRun run = crashes.start(cluster, folder.resolve("disturbed"), "-p", "2");
            run.hasCheckpoint();
            int killed = 0;
            for (long moment : Crashes.moments(21, 2)) {
                if (run.reaches(moment)) {
                    cluster.killJobManager();
                    if (killed++ > 0) {
                        cluster.killTaskManager(1);
                    }
                    cluster.startAgain();
                }
            }

            assertThat(killed).isPositive();
            crashes.assertAsIfNothingHadBeen(run.ends(0), "seed 21");
        }
    }
}
