package dev.graphiti.migrator.crash;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.testing.Neo4jServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many runs on one session cluster: what one leaves behind must not end the processes of another. */
@Tag("crash")
class SessionClusterIT {
    private static final Neo4jServer NEO4J = Neo4jServer.own("crash-session");

    private static final int RUNS = 5;
    private static final int RECORDS = 200;

    @TempDir
    private Path folder;

    @AfterAll
    static void close() {
        NEO4J.close();
    }

    /** The classes of a job are some 25 MB of metaspace, of which a TaskManager has 256 MB. */
    @Test
    void theClassesOfEndedJobsAreUnloaded() throws Exception {
        CrashData data = Tickets.in(folder.resolve("data"), RECORDS);
        try (RealCluster cluster = RealCluster.start("crash-session")) {
            Crashes crashes = new Crashes(NEO4J, cluster, data);
            for (int run = 0; run < RUNS; run++) {
                crashes.start(folder.resolve("run-" + run)).ends(0);
            }

            for (Map.Entry<String, Long> process : cluster.pids().entrySet()) {
                // Twice: what a first collection has finalized is freed by the second.
                jcmd(process.getValue(), "GC.run");
                jcmd(process.getValue(), "GC.run");
                assertThat(jcmd(process.getValue(), "VM.classloader_stats").lines())
                        .as(process.getKey())
                        .filteredOn(line -> line.contains("ChildFirstClassLoader"))
                        .hasSizeLessThan(RUNS - 1);
            }
        }
    }

    private static String jcmd(long pid, String command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        String.valueOf(pid),
                        command)
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
