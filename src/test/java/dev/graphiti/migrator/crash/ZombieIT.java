package dev.graphiti.migrator.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.graphiti.migrator.testing.Neo4jServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/**
 * One of two TaskManagers is on a machine whose network fails, while the way to Neo4j stays: its work is done elsewhere,
 * then it comes back. What it writes then must not be in the graph.
 */
@TestInstance(Lifecycle.PER_CLASS)
@Tag("crash")
class ZombieIT {
    private static final Duration LONGEST = Duration.ofMinutes(5);
    /** What a writer says that may not write any more; the second after the run has ended without it. */
    private static final String SUPERSEDED =
            "(?s).*(Another attempt of .{1,200} has started, so this one ends\\.|does not own run ).*";
    /** It does not notice that the JobManager is gone. */
    private static final String UNAWARE = "heartbeat.timeout=3600000";

    private static final int SLOTS = 2;

    @TempDir
    private Path folder;

    private final Neo4jServer neo4j = Neo4jServer.own("zombie");
    private OtherMachine machine;
    private CuttingProxy proxy;
    private RealCluster cluster;
    private Crashes crashes;
    private @Nullable Process elsewhere;
    /** How much the other TaskManager had logged when it was cut off: what it said before shows nothing. */
    private int saidBefore;

    @SuppressWarnings("NullAway.Init") // JUnit calls start() before all else.
    ZombieIT() {}

    @BeforeAll
    void start(@TempDir Path kept) throws IOException {
        Optional<String> missing = OtherMachine.missing();
        Assumptions.assumeTrue(missing.isEmpty(), () -> missing.orElse(""));
        machine = OtherMachine.connect();
        proxy = CuttingProxy.before(neo4j.options().uri(), machine.graph());
        cluster = RealCluster.start("zombie", settings());
        Tickets data = Tickets.in(kept.resolve("data"), Crashes.RECORDS);
        crashes = Crashes.of(data, neo4j, cluster, kept.resolve("undisturbed"));
    }

    private String[] settings() {
        return new String[] {
            "--taskmanagers",
            "1",
            "--slots",
            String.valueOf(SLOTS),
            "--set",
            "jobmanager.rpc.address=" + machine.flink(),
            "--set",
            "jobmanager.bind-host=" + machine.flink(),
            "--set",
            "taskmanager.host=" + machine.flink(),
            "--set",
            "taskmanager.bind-host=" + machine.flink(),
            "--set",
            "heartbeat.interval=1000",
            "--set",
            "heartbeat.timeout=15000"
        };
    }

    @AfterAll
    @SuppressWarnings("NullAway") // Some are missing if the start has failed.
    void stop() {
        if (cluster != null) {
            cluster.close();
        }
        if (machine != null) {
            proxy.close();
            machine.close();
            neo4j.close();
        }
    }

    @BeforeEach
    void empty() {
        neo4j.clearData();
    }

    @AfterEach
    void endElsewhere() throws InterruptedException {
        // A test that failed may have left the link cut.
        machine.heal();
        if (elsewhere != null) {
            elsewhere.destroyForcibly().waitFor();
            await().atMost(LONGEST).until(() -> cluster.rest().slots() == SLOTS);
        }
    }

    /** Its batch is on its way when it is cut off, and arrives after its work was done elsewhere. */
    @Test
    void aBatchThatArrivesLateIsNotInTheGraph() throws IOException {
        ClusterRun run = migrate(UNAWARE);
        run.hasCheckpoint();
        crashes.disturb(run, 31, 1, time -> {
            proxy.holdAmidRequest(machine.address());
            cutOff();
            isDoneElsewhere(run);
            machine.heal();
            proxy.release();
            isSuperseded();
        });

        crashes.assertAsIfNothingHadBeen(run, 31);
    }

    /** Nothing is held back: it writes on as long as it can. */
    @Test
    void whatIsCutOffFromTheJobManagerAloneStopsWriting() throws IOException {
        ClusterRun run = migrate(UNAWARE);
        crashes.disturb(run, 32, 1, time -> {
            cutOff();
            isDoneElsewhere(run);
            isSuperseded();
            machine.heal();
        });

        crashes.assertAsIfNothingHadBeen(run, 32);
    }

    @Test
    void theLinkIsDeadInOneDirection() throws IOException {
        ClusterRun run = migrate();
        crashes.disturb(run, 33, 1, time -> {
            machine.cut(machine.address(), machine.flink());
            isDoneElsewhere(run);
            machine.heal();
        });

        crashes.assertAsIfNothingHadBeen(run, 33);
    }

    @Test
    void theLinkIsDeadInTheOtherDirection() throws IOException {
        ClusterRun run = migrate();
        crashes.disturb(run, 34, 1, time -> {
            machine.cut(machine.flink(), machine.address());
            isDoneElsewhere(run);
            machine.heal();
        });

        crashes.assertAsIfNothingHadBeen(run, 34);
    }

    @Test
    void packetsAreLost() throws IOException {
        ClusterRun run = migrate();
        crashes.disturb(run, 35, 1, time -> machine.losePackets());

        crashes.assertAsIfNothingHadBeen(run, 35);
        long lost = machine.losesNoMorePackets();
        System.out.printf("%d packets were lost%n", lost);
        assertThat(lost).isPositive();
    }

    /** Starts the migration, with one of its two writers on the other machine. */
    private ClusterRun migrate(String... settings) throws IOException {
        elsewhere = cluster.startTaskManager(machine, log(), List.of(settings));
        await().atMost(LONGEST).until(() -> cluster.rest().slots() == 2 * SLOTS);
        return crashes.startWith(folder.resolve("run"), proxy.uri(), "");
    }

    private Path log() {
        return folder.resolve("elsewhere.log");
    }

    private void cutOff() {
        saidBefore = readLog().length();
        machine.cut(machine.address(), machine.flink());
        machine.cut(machine.flink(), machine.address());
    }

    private static void isDoneElsewhere(ClusterRun run) {
        run.isInterrupted();
        run.runsAgain();
        run.completesCheckpoints(1);
    }

    private void isSuperseded() {
        await().atMost(LONGEST).until(() -> readLog().substring(saidBefore).matches(SUPERSEDED));
    }

    private String readLog() {
        try {
            return Files.readString(log());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
