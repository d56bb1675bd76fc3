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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * The job jar on Flink's published distribution, with Flink's own command line: nothing may depend on a class path that
 * Maven has resolved. Every run must end like one that was not disturbed.
 */
@TestInstance(Lifecycle.PER_CLASS)
@Tag("flink")
class PublishedFlinkIT {
    @RegisterExtension
    static final Neo4jServer NEO4J = Neo4jServer.shared();

    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final int RECORDS = 2_000;
    /** A fifth of all texts. The others are held back, so that no machine is too fast to be disturbed. */
    private static final int ANSWERED = 1_200;
    /** Surely in the graph once so many texts are answered. */
    private static final int WRITTEN = 400;
    /** One request. */
    private static final int FEW = 64;

    private static final String OTHER_SECTIONS = """
            target: { uri: "%s", user: %s, password: "%s" }
            checkpoint: { interval: 10min }
            run: { directory: "%s", allowed-dead-letters: 1000 }
            """;

    private final OpenAiStandIn embeddings = OpenAiStandIn.start(8);

    @TempDir
    private Path folder;

    private PublishedFlink flink;
    private Tickets data;
    private Fingerprint expected;

    @SuppressWarnings("NullAway.Init") // JUnit calls runUndisturbed() before all else.
    PublishedFlinkIT() {}

    @BeforeAll
    void runUndisturbed(@TempDir Path kept) throws IOException {
        flink = PublishedFlink.named("session").session(2);
        NEO4J.clear();
        String embedding = Tickets.embeddedInOrder(embeddings);
        data = Tickets.in(kept.resolve("data"), RECORDS, embedding, Set.of());
        expected = fingerprint(start(flink.client(), kept).ends(0));
    }

    @BeforeEach
    void empty() {
        NEO4J.clearData();
        embeddings.holdsNothingBack();
    }

    @AfterAll
    void close() {
        flink.close();
        embeddings.close();
    }

    @Test
    void aRunEndsAndItsSumHolds() {
        assertThat(expected.count("node", "[Entity, Ticket]")).isGreaterThan(RECORDS - RECORDS / 10);
        assertThat(expected.lines()).containsEntry("report /verdict/sum_holds", "true");
    }

    @Test
    void stoppedWithASavepointARunGoesOnAtAnotherParallelism() throws IOException {
        ClusterRun run = startAndHold(flink.client());
        assertListensOnLoopbackOnly();

        String savepoint = amid(run, () -> flink.savepoint("stop", "--savepointPath", savepoints(), run.jobId()));
        run.ends(9);
        assertThat(run.state()).isEqualTo("stopped");
        embeddings.holdsNothingBack();
        run.resume(savepoint, "-p", "4");

        assertAsIfUndisturbed(run);
    }

    @Test
    void canceledAfterASavepointARunGoesOnFromWhatFlinkIsGiven() throws IOException {
        ClusterRun run = startAndHold(flink.client());

        String savepoint = amid(run, () -> flink.savepoint("savepoint", run.jobId(), savepoints()));
        flink.flink("cancel", run.jobId());
        run.ends(9);
        assertThat(run.state()).isEqualTo("stopped");
        embeddings.holdsNothingBack();
        run.by(flink.client("--fromSavepoint", savepoint, "--parallelism", "3"))
                .resumeWith("--run", run.directory().getFileName().toString());

        assertAsIfUndisturbed(run);
    }

    @Test
    void aDetachedRunIsFollowedByReport() throws IOException {
        ClusterRun run = startAndHold(flink.client("--detached"));
        run.ends(0);
        assertThat(run.directory().resolve("report.json")).doesNotExist();
        embeddings.holdsNothingBack();

        run.by(flink.client()).report("--run", run.directory().getFileName().toString());

        assertAsIfUndisturbed(run);
        assertThat(run.directory().resolve("report.html")).isNotEmptyFile();
    }

    @Test
    void anApplicationEndsWithItsJob() throws IOException {
        try (PublishedFlink own = PublishedFlink.named("application")) {
            ClusterRun run = start(own.application(), folder);
            own.taskManagers(1);

            assertAsIfUndisturbed(run);
        }
    }

    private ClusterRun start(FlinkCluster cluster, Path place) throws IOException {
        TargetOptions target = NEO4J.options();
        String others = OTHER_SECTIONS.formatted(
                target.uri(), target.user(), target.password().value(), place.resolve("runs"));
        Files.writeString(place.resolve("migration.yaml"), data.sections() + others);
        return ClusterRun.start(cluster, NEO4J, place, "-p", "2");
    }

    /** Starts a run that stands still in the middle until more texts are answered. */
    private ClusterRun startAndHold(FlinkCluster cluster) throws IOException {
        embeddings.holdsBackAfter(ANSWERED);
        ClusterRun run = start(cluster, folder);
        await().atMost(LONGEST).pollInterval(Duration.ofMillis(100)).until(() -> run.elements() >= WRITTEN);
        return run;
    }

    /** A savepoint needs the answers to what is on its way; no more are given, so that the run does not end before. */
    private String amid(ClusterRun run, Savepoint taking) {
        String job = run.jobId();
        CompletableFuture<String> savepoint = CompletableFuture.supplyAsync(taking::path);
        await().atMost(LONGEST).until(() -> savepoint.isDone() || flink.rest().hasSavepoint(job));
        await().atMost(LONGEST).pollInterval(Duration.ofMillis(200)).until(() -> {
            if (savepoint.isDone() || flink.rest().hasCompletedSavepoint(job)) {
                return true;
            }
            embeddings.holdsBackAfter(FEW);
            return false;
        });
        return savepoint.join();
    }

    /** What takes one and returns where it is. */
    private interface Savepoint {
        String path();
    }

    private String savepoints() {
        return folder.resolve("savepoints").toString();
    }

    private void assertAsIfUndisturbed(ClusterRun run) {
        run.ends(0);
        assertThat(run.state()).isEqualTo("finished");
        assertThat(fingerprint(run).firstDifference(expected)).as(run.output()).isEmpty();
    }

    private static Fingerprint fingerprint(ClusterRun run) {
        return Fingerprint.of(NEO4J, run.directory(), Set.of());
    }

    /** With a job at work, so that the ports between TaskManagers are open too. */
    private void assertListensOnLoopbackOnly() {
        if (ListeningSockets.areKnown()) {
            assertThat(flink.pids()).hasSize(3).allSatisfy(pid -> {
                Set<String> addresses = ListeningSockets.of(pid);
                assertThat(addresses).hasSizeGreaterThanOrEqualTo(2);
                assertThat(ListeningSockets.open(addresses))
                        .as(addresses.toString())
                        .isEmpty();
            });
        }
    }
}
