package dev.graphiti.migrator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.graphiti.migrator.ledger.LedgerEvent;
import dev.graphiti.migrator.testing.Neo4jServer;
import dev.graphiti.migrator.testing.OpenAiStandIn;
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
        // The run cannot end before it gets all of its vectors.
        try (OpenAiStandIn embeddings = OpenAiStandIn.start(Workspace.DIMENSION).holdsBackAfter(60)) {
            Workspace demo = new Workspace(folder)
                    .demo(NEO4J.options(), "\nwrite: { batch-size: 5 }\n")
                    .embeddedBy(embeddings);
            CompletableFuture<Call> run = CompletableFuture.supplyAsync(() -> demo.call("migrate", "-p", "1"));

            long before = awaitMoreThan(0, run);
            NEO4J.kill();
            embeddings.holdsBackAfter(60);
            NEO4J.start();
            before = awaitMoreThan(before, run);
            NEO4J.stop();
            embeddings.holdsNothingBack();
            NEO4J.start();

            assertThatNothingIsLost(demo, run.orTimeout(10, TimeUnit.MINUTES).join());
        }
    }

    private static void assertThatNothingIsLost(Workspace demo, Call call) {
        assertThat(call.code()).as(call.out() + call.err()).isZero();
        assertThat(demo.report().at("/verdict/sum_holds").asBoolean())
                .as(call.out())
                .isTrue();
        long rows = demo.ledger().stream()
                .filter(row -> row.event() == LedgerEvent.CREATED)
                .count();
        assertThat(NEO4J.count("(n) WHERE n.uuid IS NOT NULL") + NEO4J.count("()-[r]->()"))
                .isEqualTo(rows);
        assertThat(demo.call("migrate").out()).contains("nothing was changed");
    }

    /** How many elements there are then. */
    private static long awaitMoreThan(long elements, CompletableFuture<Call> run) {
        return await().atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofMillis(100))
                .failFast("the run has ended", run::isDone)
                .until(() -> NEO4J.count("(n) WHERE n.uuid IS NOT NULL"), count -> count > elements);
    }
}
