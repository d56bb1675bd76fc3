package dev.graphiti.migrator.crash;

import dev.graphiti.migrator.crash.Fingerprint.Leeway;
import dev.graphiti.migrator.testing.Neo4jServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that take another way to the graph, because the configuration says so, lose their TaskManagers and go on. */
@Tag("crash")
class WriteOptionsCrashIT {
    private static final Neo4jServer NEO4J = Neo4jServer.own("crash-write");

    @TempDir
    private Path folder;

    @AfterAll
    static void close() {
        NEO4J.close();
    }

    /** Nodes are written by several subtasks, edges by another. */
    @Test
    void spreadGroupsSurvive() throws IOException {
        survivesItsTaskManagers(", spread: 4", 41);
    }

    /** Records are held until the source is exhausted; no checkpoint completes while they are written. */
    @Test
    void heldRecordsSurvive() throws IOException {
        survivesItsTaskManagers(", on-duplicate: last", 42);
    }

    private void survivesItsTaskManagers(String options, long seed) throws IOException {
        try (RealCluster cluster = RealCluster.start("crash-write")) {
            CrashData data = new WrittenWith(Tickets.in(folder.resolve("data"), Crashes.RECORDS), options);
            Crashes crashes = Crashes.of(data, NEO4J, cluster, folder.resolve("undisturbed"));

            ClusterRun run = crashes.start(folder.resolve("disturbed"));
            crashes.disturb(run, seed, 3, time -> {
                cluster.killTaskManager(1 + time % 2);
                cluster.startAgain();
            });

            crashes.assertAsIfNothingHadBeen(run, seed);
        }
    }

    private record WrittenWith(CrashData data, String writeOptions) implements CrashData {
        @Override
        public String sections() {
            return data.sections();
        }

        @Override
        public Set<Leeway> leeway() {
            return data.leeway();
        }
    }
}
