package dev.graphiti.migrator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.graphiti.migrator.testing.Neo4jServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same command again and again, as a cluster calls it that knows nothing of runs. */
class ContinueIT {
    private static final Neo4jServer NEO4J = Neo4jServer.own("continue");

    @TempDir
    private Path folder;

    @AfterAll
    static void close() {
        NEO4J.close();
    }

    @Test
    void anUnfinishedRunGoesOnFromItsLastCheckpointAndAFinishedOneIsFollowedByAnother() {
        NEO4J.clear();
        Workspace demo = new Workspace(folder)
                .demo(
                        NEO4J.options(),
                        "\nwrite: { batch-size: 25, outage-limit: 5s }\ncheckpoint: { interval: 300ms }\n");
        CompletableFuture<Call> first =
                CompletableFuture.supplyAsync(() -> demo.call("migrate", "--continue", "-p", "1"));
        await().atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> first.isDone() || NEO4J.count("(n) WHERE n.uuid IS NOT NULL") >= 300);
        NEO4J.kill();
        Call failed = first.orTimeout(240, TimeUnit.SECONDS).join();
        assertThat(failed.code()).as(failed.out() + failed.err()).isEqualTo(5);
        assertThat(demo.rows("counts")).as("what the last checkpoint has kept").isNotEmpty();
        NEO4J.start();

        Call second = demo.call("migrate", "--continue", "-p", "2");

        assertThat(second.code()).as(second.out() + second.err()).isZero();
        assertThat(demo.runDirectories()).hasSize(1);
        assertThat(second.out()).contains("Going on with run " + demo.lastRun().getFileName());
        assertThat(demo.report().at("/verdict/sum_holds").asBoolean())
                .as(second.out())
                .isTrue();
        assertThat(demo.report().at("/records/0/read").asLong()).isPositive();
        long rows = demo.rows("ledger").stream()
                .filter(row -> row.at("/outcome").asText().equals("written"))
                .count();
        assertThat(NEO4J.count("(n) WHERE n.uuid IS NOT NULL") + NEO4J.count("()-[r]->()"))
                .isGreaterThanOrEqualTo(rows);

        assertThat(demo.call("migrate", "--continue").out()).contains("nothing was changed");
        assertThat(demo.runDirectories()).hasSize(2);
    }
}
