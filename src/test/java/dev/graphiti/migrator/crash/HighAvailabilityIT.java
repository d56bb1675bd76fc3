package dev.graphiti.migrator.crash;

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
        try (RealCluster cluster = RealCluster.start("crash-ha", "--ha")) {
            Tickets data = Tickets.in(folder.resolve("data"), Crashes.RECORDS);
            Crashes crashes = Crashes.of(data, NEO4J, cluster, folder.resolve("undisturbed"));

            ClusterRun run = crashes.start(folder.resolve("disturbed"));
            run.hasCheckpoint();
            crashes.disturb(run, 21, 2, time -> {
                cluster.killJobManager();
                if (time > 0) {
                    cluster.killTaskManager(1);
                }
                cluster.startAgain();
            });

            crashes.assertAsIfNothingHadBeen(run, 21);
        }
    }
}
