package dev.graphiti.migrator.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.graphiti.migrator.crash.Fingerprint.Leeway;
import dev.graphiti.migrator.testing.Neo4jServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Vectors by an endpoint that never gives the same one twice, and that dies; and a TaskManager that dies, so that texts
 * are embedded again. The graph must hold what was asked for last, and one vector for each element.
 */
@Tag("crash")
class UnsteadyEmbeddingsIT {
    private static final Neo4jServer NEO4J = Neo4jServer.own("crash-embed");

    private static final String EMBEDDING =
            "openai, base-url: \"%s\", model: unsteady, dimensions: %d, encoding: float, cache: { enabled: false }";

    @TempDir
    private Path folder;

    @AfterAll
    static void close() {
        NEO4J.close();
    }

    @Test
    void aReplayLeavesNothingOfTheDiscardedAttempt() throws IOException {
        endsAsItShould(
                embedding -> Tickets.in(folder.resolve("data"), Crashes.RECORDS, embedding, Set.of(Leeway.VECTORS)),
                31,
                5);
    }

    @Test
    void aReplayedCopyOfEveryKindHasOneVectorForEachElement() throws IOException {
        try (Neo4jServer source = Neo4jServer.own("crash-embed-source")) {
            GraphitiGraph graph = GraphitiGraph.on(source, 2 * Crashes.RECORDS);
            endsAsItShould(embedding -> graph.embeddedBy(embedding, Set.of(Leeway.VECTORS)), 32, 3);
        }
    }

    private interface Embedded {
        CrashData by(String embedding) throws IOException;
    }

    private void endsAsItShould(Embedded embedded, long seed, int howOften) throws IOException {
        try (RealCluster cluster = RealCluster.start("crash-embed");
                UnsteadyEmbeddings embeddings = UnsteadyEmbeddings.start()) {
            CrashData data = embedded.by(EMBEDDING.formatted(embeddings.baseUrl(), UnsteadyEmbeddings.DIMENSION));
            Crashes crashes = Crashes.of(data, NEO4J, cluster, folder.resolve("undisturbed"));

            ClusterRun run = crashes.start(folder.resolve("disturbed"));
            crashes.disturb(run, seed, howOften, time -> {
                if (time % 2 == 0) {
                    embeddings.kill();
                    // Long enough for requests to fail, and to be repeated in vain.
                    await().pollDelay(Duration.ofSeconds(3)).until(() -> true);
                    embeddings.startAgain();
                } else {
                    cluster.killTaskManager(1);
                    cluster.startAgain();
                }
            });

            crashes.assertAsIfNothingHadBeen(run, seed);
            assertThat(embeddings.answeredDifferently()).isPositive();
            assertVectorsWereGiven(
                    "MATCH (n:Entity|Community) RETURN n.name AS text, n.name_embedding AS vector", embeddings);
            assertVectorsWereGiven(
                    "MATCH ()-[r:RELATES_TO]->() RETURN r.fact AS text, r.fact_embedding AS vector", embeddings);
        }
    }

    private static void assertVectorsWereGiven(String query, UnsteadyEmbeddings embeddings) {
        assertThat(NEO4J.query(query))
                .isNotEmpty()
                .allMatch(row -> embeddings.gave(
                        String.valueOf(row.get("text")), floats(Objects.requireNonNull(row.get("vector")))));
    }

    private static String floats(Object vector) {
        return ((List<?>) Objects.requireNonNull(vector))
                .stream().map(each -> ((Number) each).floatValue()).toList().toString();
    }
}
