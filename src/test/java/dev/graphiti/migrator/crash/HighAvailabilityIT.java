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
    void aMigrationOutlivesItsJobManager() throws IOException {
        outlivesItsJobManager(Tickets.in(folder.resolve("data"), Crashes.RECORDS), 21);
    }

    @Test
    void aCopyOfEveryKindOutlivesItsJobManager() throws IOException {
        try (Neo4jServer source = Neo4jServer.own("crash-ha-source")) {
            outlivesItsJobManager(GraphitiGraph.on(source, 2 * Crashes.RECORDS), 22);
        }
    }

    private void outlivesItsJobManager(CrashData data, long seed) throws IOException {
        try (RealCluster cluster = RealCluster.start("crash-ha", "--ha")) {
            Crashes crashes = Crashes.of(data, NEO4J, cluster, folder.resolve("undisturbed"));

            ClusterRun run = crashes.start(folder.resolve("disturbed"));
            run.hasCheckpoint();
            crashes.disturb(run, seed, 2, time -> {
                cluster.killJobManager();
                if (time > 0) {
                    cluster.killTaskManager(1);
                }
                cluster.startAgain();
            });

            crashes.assertAsIfNothingHadBeen(run, seed);
        }
    }
}
