package dev.graphiti.migrator.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.testing.SmallDisk;
import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** More that happens to a run, with each kind of data, on servers that are processes of this machine. */
@Tag("crash")
abstract class DisturbedRuns extends EndToEnd {
    private final String name;

    DisturbedRuns(String name) {
        this.name = name;
    }

    @Override
    final Servers open() {
        return new ProcessServers(name);
    }

    @Test
    void connectionsAreCutInTheMiddleOfTransactions() throws IOException {
        try (CuttingProxy proxy = CuttingProxy.before(neo4j().options().uri())) {
            ClusterRun run = crashes().startWith(folder(), proxy.uri(), "");
            crashes().disturb(run, 18, 4, time -> proxy.cutAmidRequest());

            crashes().assertAsIfNothingHadBeen(run, 18);
        }
    }

    @Test
    void theJobManagerDies() throws IOException {
        ClusterRun run = crashes().start(folder());
        run.hasCheckpoint();
        crashes().disturb(run, 12, 2, time -> killJobManager(run));

        crashes().assertAsIfNothingHadBeen(run, 12);
    }

    @Test
    void canceledItGoesOnFromItsLastCheckpoint() throws IOException {
        ClusterRun run = crashes().start(folder());
        run.hasCheckpoint();
        crashes().disturb(run, 16, 2, time -> cancelAndResume(run));

        crashes().assertAsIfNothingHadBeen(run, 16);
    }

    @Test
    void aFullCheckpointDiskStopsNothing() throws IOException {
        try (SmallDisk disk = SmallDisk.mount(folder().resolve("disk"))) {
            ClusterRun run = crashes()
                    .startWith(folder(), neo4j().options().uri(), ", directory: \"%s\"".formatted(disk.folder()));
            run.hasCheckpoint();
            crashes().disturb(run, 19, 5, time -> {
                switch (time) {
                    case 0, 3 -> {
                        disk.fill();
                        run.failsACheckpoint();
                    }
                    case 1 -> {
                        cluster().killTaskManager(1);
                        cluster().startAgain();
                    }
                    default -> disk.free();
                }
            });

            crashes().assertAsIfNothingHadBeen(run, 19);
        }
    }

    @Test
    void allOfThisBefallsOneRun() throws IOException {
        try (CuttingProxy proxy = CuttingProxy.before(neo4j().options().uri())) {
            ClusterRun run = crashes().startWith(folder(), proxy.uri(), "");
            run.hasCheckpoint();
            crashes().disturb(run, 20, 6, time -> {
                switch (time) {
                    case 0 -> {
                        cluster().killTaskManager(1);
                        run.isInterrupted();
                        cluster().startAgain();
                        run.runsAgain();
                    }
                    case 1 -> cancelAndResume(run);
                    case 2 -> restartNeo4j();
                    case 3 -> proxy.cutAmidRequest();
                    case 4 -> killJobManager(run);
                    default -> stopAndResume(run, "4");
                }
            });

            crashes().assertAsIfNothingHadBeen(run, 20);
        }
    }

    private void killJobManager(ClusterRun run) {
        cluster().killJobManager();
        cluster().startAgain();
        run.ends(9);
        assertThat(run.output()).contains("migrate --savepoint latest").doesNotContain("\tat ");
        run.resume("latest", "-p", "2");
    }

    private void cancelAndResume(ClusterRun run) {
        cluster().rest().cancel(run.jobId());
        run.ends(9);
        assertThat(run.state()).isEqualTo("stopped");
        run.resume("latest", "-p", "3");
    }
}
