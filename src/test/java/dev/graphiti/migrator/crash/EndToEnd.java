package dev.graphiti.migrator.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.testing.Neo4jServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * A migration on real servers, undisturbed, and then with each of its servers killed at moments that a fixed seed
 * chooses: every run must end like the undisturbed one. The servers may be processes or containers.
 */
@TestInstance(Lifecycle.PER_CLASS)
abstract class EndToEnd {
    private @Nullable Servers servers;
    private @Nullable Crashes crashes;
    private @Nullable Path folder;

    /** Starts the servers. */
    abstract Servers open() throws IOException;

    /** What is migrated; may be kept in the folder. */
    abstract CrashData data(Path kept) throws IOException;

    @BeforeAll
    void start() throws IOException {
        servers = open();
        crashes = Crashes.of(data(servers.folder("data")), servers, servers.folder("undisturbed"));
    }

    @AfterAll
    void stop() {
        if (servers != null) {
            servers.close();
        }
    }

    @BeforeEach
    void empty(TestInfo test) {
        neo4j().clearData();
        folder = servers().folder(test.getTestMethod().orElseThrow().getName());
    }

    final Servers servers() {
        return Objects.requireNonNull(servers);
    }

    final Neo4jServer neo4j() {
        return servers().neo4j();
    }

    final MortalCluster cluster() {
        return servers().flink();
    }

    final Crashes crashes() {
        return Objects.requireNonNull(crashes);
    }

    /** The one of this test. */
    final Path folder() {
        return Objects.requireNonNull(folder);
    }

    @Test
    void theSumOfTheUndisturbedRunHolds() {
        Fingerprint expected = crashes().expected();

        assertThat(expected.count("ledger")).isPositive().isEqualTo(expected.count("node") + expected.count("edge"));
        assertThat(expected.lines().values()).noneMatch(line -> line.contains("OTHER CONTENT"));
        assertThat(expected.lines()).containsEntry("report /verdict/sum_holds", "true");
    }

    @Test
    @Tag("minutes")
    void taskManagersDie() throws IOException {
        ClusterRun run = crashes().start(folder());
        crashes().disturb(run, 11, 3, time -> {
            cluster().killTaskManager(1 + time % 2);
            cluster().startAgain();
        });

        crashes().assertAsIfNothingHadBeen(run, 11);
    }

    @Test
    @Tag("minutes")
    void neo4jDies() throws IOException {
        ClusterRun run = crashes().start(folder());
        crashes().disturb(run, 13, 2, time -> restartNeo4j());

        crashes().assertAsIfNothingHadBeen(run, 13);
    }

    @Test
    @Tag("minutes")
    void stoppedWithASavepointItGoesOnAtAnyParallelism() throws IOException {
        ClusterRun run = crashes().start(folder());
        // It starts with 2. A small run may end before a third stop.
        List<String> parallelism = List.of("4", "1");
        crashes().disturb(run, 15, 2, time -> stopAndResume(run, parallelism.get(time)));

        crashes().assertAsIfNothingHadBeen(run, 15);
    }

    final void restartNeo4j() {
        neo4j().kill();
        neo4j().start();
    }

    final void stopAndResume(ClusterRun run, String parallelism) {
        String savepoint = cluster()
                .rest()
                .stop(run.jobId(), folder().resolve("savepoints").toString());
        run.ends(9);
        assertThat(run.state()).isEqualTo("stopped");
        run.resume(savepoint, "-p", parallelism);
    }
}
