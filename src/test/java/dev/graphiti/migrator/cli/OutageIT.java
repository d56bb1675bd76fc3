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

/** A server that goes away in the middle of a run and comes back. */
class OutageIT {
    private static final Neo4jServer NEO4J = Neo4jServer.own("outage");

    @TempDir
    private Path folder;

    @AfterAll
    static void close() {
        NEO4J.close();
    }

    @Test
    void theRunGoesOnAndLosesNothing() {
        NEO4J.clear();
        // Small batches make the run last until the server has gone twice.
        Workspace demo = new Workspace(folder).demo(NEO4J.options(), "\nwrite: { batch-size: 5 }\n");
        CompletableFuture<Call> run = CompletableFuture.supplyAsync(() -> demo.call("migrate", "-p", "1"));

        awaitElements(50);
        NEO4J.kill();
        assertThat(run).isNotDone();
        NEO4J.start();
        awaitElements(400);
        assertThat(run).isNotDone();
        NEO4J.stop();
        NEO4J.start();

        Call call = run.orTimeout(120, TimeUnit.SECONDS).join();
        assertThat(call.code()).as(call.out() + call.err()).isZero();
        assertThat(demo.report().at("/verdict/sum_holds").asBoolean())
                .as(call.out())
                .isTrue();
        long rows = demo.rows("ledger").stream()
                .filter(row -> row.at("/outcome").asText().equals("written"))
                .count();
        assertThat(NEO4J.count("(n) WHERE n.uuid IS NOT NULL") + NEO4J.count("()-[r]->()"))
                .isEqualTo(rows);
        assertThat(demo.call("migrate").out()).contains("nothing was changed");
    }

    private static void awaitElements(long least) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> NEO4J.count("(n) WHERE n.uuid IS NOT NULL") >= least);
    }
}
