package dev.graphiti.migrator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.graphiti.migrator.ledger.LedgerEvent;
import dev.graphiti.migrator.testing.Neo4jServer;
import dev.graphiti.migrator.testing.OpenAiStandIn;
import java.io.UncheckedIOException;
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
        try (OpenAiStandIn embeddings = OpenAiStandIn.start(Workspace.DIMENSION).holdsBackAfter(60)) {
            goOn(embeddings);
        }
    }

    private void goOn(OpenAiStandIn embeddings) {
        Workspace demo = new Workspace(folder)
                .demo(
                        NEO4J.options(),
                        "\nwrite: { batch-size: 25, outage-limit: 5s }\ncheckpoint: { interval: 300ms }\n")
                .embeddedBy(embeddings);
        CompletableFuture<Call> first =
                CompletableFuture.supplyAsync(() -> demo.call("migrate", "--continue", "-p", "1"));
        // It cannot end before it gets all of its vectors, but completes checkpoints.
        await().atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptionsInstanceOf(UncheckedIOException.class) // Flink renames files while they are listed.
                .failFast("the run has ended", first::isDone)
                .until(() -> NEO4J.count("(n) WHERE n.uuid IS NOT NULL") > 0 && demo.hasCounts());
        NEO4J.kill();
        embeddings.holdsNothingBack();
        Call failed = first.orTimeout(10, TimeUnit.MINUTES).join();
        assertThat(failed.code()).as(failed.out() + failed.err()).isEqualTo(5);
        assertThat(demo.rows("counts")).as("what the last checkpoint has kept").isNotEmpty();
        NEO4J.start();

        Call second = demo.call("migrate", "--continue", "-p", "2");

        assertThat(second.code()).as(second.out() + second.err()).isZero();
        assertThat(demo.runDirectories()).hasSize(1);
        assertThat(second.out()).contains("Continuing run " + demo.lastRun().getFileName());
        assertThat(demo.report().at("/verdict/sum_holds").asBoolean())
                .as(second.out())
                .isTrue();
        assertThat(demo.report().at("/records/0/read").asLong()).isPositive();
        long rows = demo.ledger().stream()
                .filter(row -> row.event() == LedgerEvent.CREATED)
                .count();
        assertThat(NEO4J.count("(n) WHERE n.uuid IS NOT NULL") + NEO4J.count("()-[r]->()"))
                .isGreaterThanOrEqualTo(rows);

        assertThat(demo.call("migrate", "--continue").out()).contains("nothing was changed");
        assertThat(demo.runDirectories()).hasSize(2);
    }
}
