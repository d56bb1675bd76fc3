package dev.graphiti.migrator.crash;

import static org.awaitility.Awaitility.await;

import dev.graphiti.migrator.containers.ContainerEngine;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Messages of a topic on servers in containers, whose network is cut and whose processes stand still: what is reached
 * again later must not have lost or doubled anything.
 */
@Tag("containers")
class ContainersIT extends EndToEnd {
    @RegisterExtension
    static final ContainerEngine ENGINE = ContainerEngine.shared();

    private static final int RECORDS = Integer.getInteger("containers.records", 2_000);
    private static final int BATCH_SIZE = 20;
    /** Longer than any timeout of the drivers, and than the heartbeats. */
    private static final Duration LONG = Duration.ofSeconds(60);
    /** Longer than the heartbeats. */
    private static final Duration SHORTER = Duration.ofSeconds(20);

    private @Nullable ContainerServers containers;

    @Override
    Servers open() throws IOException {
        containers = new ContainerServers("containers");
        return containers;
    }

    private ContainerServers containers() {
        return Objects.requireNonNull(containers);
    }

    @Override
    CrashData data(Path kept) throws IOException {
        return TicketTopic.on(servers().kafka(), servers().kafkaServers(), Tickets.in(kept, RECORDS), BATCH_SIZE);
    }

    @Test
    void aTaskManagerIsCutOffAndJoinsAgain() throws IOException {
        ClusterRun run = crashes().start(folder());
        run.hasCheckpoint();
        crashes().disturb(run, 51, 1, time -> {
            containers().network().cut(containers().flink().taskManager(1));
            pass(SHORTER);
            containers().network().join(containers().flink().taskManager(1));
        });

        crashes().assertAsIfNothingHadBeen(run, 51);
    }

    @Test
    void neo4jIsCutOffAndJoinsAgain() throws IOException {
        ClusterRun run = crashes().start(folder());
        crashes().disturb(run, 52, 1, time -> {
            containers().network().cut(containers().neo4jContainer().container());
            pass(SHORTER);
            containers().network().join(containers().neo4jContainer().container());
        });

        crashes().assertAsIfNothingHadBeen(run, 52);
    }

    /** Its work is done elsewhere meanwhile. */
    @Test
    @Tag("minutes")
    void aTaskManagerStandsStillForAMinute() throws IOException {
        ClusterRun run = crashes().start(folder());
        crashes().disturb(run, 53, 1, time -> {
            String container = containers().flink().taskManager(1).getContainerId();
            ContainerEngine.docker("pause", container);
            pass(LONG);
            ContainerEngine.docker("unpause", container);
        });

        crashes().assertAsIfNothingHadBeen(run, 53);
    }

    @Test
    @Tag("minutes")
    void neo4jAnswersOnlyAMinuteAfterTheStartOfTheJob() throws IOException {
        ClusterRun run = crashes().start(folder());
        run.hasJob();
        containers().neo4jContainer().pause();
        pass(LONG);
        containers().neo4jContainer().resume();

        crashes().assertAsIfNothingHadBeen(run, 0);
    }

    @Test
    @Tag("minutes")
    void anApplicationEndsWithItsJob() throws IOException {
        try (var application = containers().flink().application(containers().network())) {
            ClusterRun run = crashes().startOn(application, folder());

            crashes().assertAsIfNothingHadBeen(run, 0);
        }
    }

    private static void pass(Duration time) {
        await().pollDelay(time).atMost(time.plusMinutes(1)).until(() -> true);
    }
}
