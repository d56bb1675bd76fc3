package dev.graphiti.migrator.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.graphiti.migrator.graph.TargetOptions;
import dev.graphiti.migrator.testing.ListeningSockets;
import dev.graphiti.migrator.testing.Neo4jServer;
import dev.graphiti.migrator.testing.OpenAiStandIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * The job jar on a session cluster, as a user runs it there: submitted, stopped with a savepoint, resumed. The one test
 * of this package that every build runs; the others take many minutes.
 */
class FlinkEnvironmentInfoIT {
    @RegisterExtension
    static final Neo4jServer NEO4J = Neo4jServer.shared();

    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final int RECORDS = 2_000;
    /** A fifth of all texts. The others are held back, so that no machine is too fast to be stopped. */
    private static final int ANSWERED = 1_200;
    /** Surely in the graph once so many texts are answered. */
    private static final int WRITTEN = 400;

    /** Little is on its way at a time, here and in Flink's buffers: most records are not read when the run is stopped. */
    private static final String EMBEDDING = "openai, base-url: \"%s\", model: %s, api-key: %s, dimensions: 8,"
            + " batch-size: 64, concurrency: 1, timeout: 10min, bundle: { texts: 64 }, cache: { enabled: false }";

    private static final String OTHER_SECTIONS = """
            target: { uri: "%s", user: %s, password: "%s" }
            checkpoint: { interval: 1min }
            run: { directory: "%s", allowed-dead-letters: 1000 }
            """;

    private static final String SMALL_BUFFERS = "taskmanager.memory.segment-size=4kb";

    @TempDir
    private Path folder;

    @Test
    void stoppedWithASavepointARunGoesOnAndEndsLikeAnyOther() throws IOException {
        NEO4J.clear();
        try (OpenAiStandIn embeddings = OpenAiStandIn.start(8);
                RealCluster cluster = RealCluster.start("session", "--set", SMALL_BUFFERS)) {
            String embedding = EMBEDDING.formatted(embeddings.baseUrl(), OpenAiStandIn.MODEL, OpenAiStandIn.KEY);
            Tickets data = Tickets.in(folder.resolve("data"), RECORDS, embedding, Set.of());
            Fingerprint expected =
                    fingerprint(start(cluster, data, "undisturbed").ends(0));
            long tickets = expected.count("node", "[Entity, Ticket]");
            assertThat(tickets).isGreaterThan(RECORDS - RECORDS / 10);
            assertThat(expected.lines()).containsEntry("report /verdict/sum_holds", "true");
            NEO4J.clearData();

            embeddings.holdsBackAfter(ANSWERED);
            ClusterRun run = start(cluster, data, "stopped");
            assertThat(run.reaches(WRITTEN)).as(run.output()).isTrue();
            assertListensOnLoopbackOnly(cluster);
            String savepoint = stop(run, cluster.rest(), embeddings);

            run.ends(9);
            assertThat(run.state()).isEqualTo("stopped");
            assertThat(NEO4J.count("(:Ticket)")).as("in the middle").isBetween(1L, tickets - 1);

            run.resume(savepoint, "-p", "4");

            run.ends(0);
            assertThat(run.state()).isEqualTo("finished");
            assertThat(fingerprint(run).firstDifference(expected))
                    .as(run.output())
                    .isEmpty();
        }
    }

    /** With a job at work, so that the ports between TaskManagers are open too. */
    private static void assertListensOnLoopbackOnly(RealCluster cluster) {
        if (ListeningSockets.areKnown()) {
            assertThat(cluster.pids()).hasSize(3).allSatisfy((name, pid) -> {
                Set<String> addresses = ListeningSockets.of(pid);
                assertThat(addresses).as(name).hasSizeGreaterThanOrEqualTo(2);
                assertThat(ListeningSockets.open(addresses))
                        .as("%s of %s", name, addresses)
                        .isEmpty();
            });
        }
    }

    private ClusterRun start(RealCluster cluster, Tickets data, String name) throws IOException {
        Path place = Files.createDirectories(folder.resolve(name));
        TargetOptions target = NEO4J.options();
        String others = OTHER_SECTIONS.formatted(
                target.uri(), target.user(), target.password().value(), place.resolve("runs"));
        Files.writeString(place.resolve("migration.yaml"), data.sections() + others);
        return ClusterRun.start(cluster, NEO4J, place, "-p", "2");
    }

    private static Fingerprint fingerprint(ClusterRun run) {
        return Fingerprint.of(NEO4J, run.directory(), Set.of());
    }

    /** The job goes on only once its savepoint has begun. */
    private String stop(ClusterRun run, ClusterRest rest, OpenAiStandIn embeddings) {
        String savepoints = folder.resolve("savepoints").toString();
        CompletableFuture<String> savepoint = CompletableFuture.supplyAsync(() -> rest.stop(run.jobId(), savepoints));
        await().atMost(LONGEST).until(() -> savepoint.isDone() || rest.hasSavepoint(run.jobId()));
        embeddings.holdsNothingBack();
        return savepoint.join();
    }
}
