package dev.graphiti.migrator.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Records that are mapped, with every kind of trouble that a record can bring. */
class CrashIT extends DisturbedRuns {
    CrashIT() {
        super("crash");
    }

    @Override
    CrashData data(Path kept) {
        return Tickets.in(kept.resolve("data"), Crashes.RECORDS);
    }

    @Test
    void theUndisturbedRunHasAllThereIsToLose() {
        Fingerprint expected = crashes().expected();

        assertThat(expected.count("node")).isGreaterThan(2L * Crashes.RECORDS - Crashes.RECORDS / 10);
        assertThat(expected.count("edge")).isGreaterThan(5L * Crashes.RECORDS / 2);
        assertThat(expected.count("ledger")).isEqualTo(expected.count("node") + expected.count("edge"));
        assertThat(expected.count("dead letter")).isGreaterThan(Crashes.RECORDS / 100);
        assertThat(expected.lines().values()).noneMatch(line -> line.contains("OTHER CONTENT"));
        assertThat(expected.lines()).containsEntry("report /verdict/sum_holds", "true");
    }

    @Test
    void theJobManagerDies() throws IOException {
        ClusterRun run = crashes().start(folder);
        run.hasCheckpoint();
        crashes().disturb(run, 12, 2, time -> {
            cluster().killJobManager();
            cluster().startAgain();
            run.ends(9);
            assertThat(run.output()).contains("migrate --savepoint latest");
            run.resume("latest", "-p", "2");
        });

        crashes().assertAsIfNothingHadBeen(run, 12);
    }

    @Test
    void theClientDies() throws IOException {
        ClusterRun run = crashes().start(folder);
        crashes().disturb(run, 14, 1, time -> run.killClient());
        assertThat(run.state()).isEqualTo("running");

        run.report();
        crashes().assertAsIfNothingHadBeen(run, 14);
    }

    @Test
    void canceledItGoesOnFromItsLastCheckpoint() throws IOException {
        ClusterRun run = crashes().start(folder);
        run.hasCheckpoint();
        crashes().disturb(run, 16, 2, time -> cancelAndResume(run));

        crashes().assertAsIfNothingHadBeen(run, 16);
    }

    @Test
    void anOlderSavepointIsRefused() throws IOException {
        ClusterRun run = crashes().start(folder);
        StringBuilder older = new StringBuilder();
        String savepoints = folder.resolve("savepoints").toString();
        crashes()
                .disturb(
                        run,
                        17,
                        1,
                        time -> older.append(Crashes.savepoint(cluster().flink("savepoint", run.jobId(), savepoints))));
        run.ends(0);
        Fingerprint before = crashes().fingerprint(run);

        run.resume(older.toString());

        assertThat(run.ends(3).output()).contains("is older than what run");
        assertThat(crashes().fingerprint(run).firstDifference(before)).isEmpty();
    }

    @Test
    void aFullCheckpointDiskStopsNothing() throws IOException {
        try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"))) {
            ClusterRun run =
                    crashes().startWith(folder, neo4j.options().uri(), ", directory: \"%s\"".formatted(disk.folder()));
            run.hasCheckpoint();
            crashes().disturb(run, 19, 3, time -> {
                switch (time) {
                    case 0 -> disk.fill();
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
}
