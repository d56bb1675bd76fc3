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
        return Tickets.in(kept, Crashes.RECORDS);
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
    void theClientDies() throws IOException {
        ClusterRun run = crashes().start(folder());
        crashes().disturb(run, 14, 2, time -> {
            run.killClient();
            assertThat(run.state()).isEqualTo("running");
            run.report();
        });

        crashes().assertAsIfNothingHadBeen(run, 14);
    }

    @Test
    void anOlderSavepointIsRefused() throws IOException {
        ClusterRun run = crashes().start(folder());
        StringBuilder older = new StringBuilder();
        String savepoints = folder().resolve("savepoints").toString();
        crashes().disturb(run, 17, 2, time -> {
            if (time == 0) {
                older.append(cluster().rest().savepoint(run.jobId(), savepoints));
                run.completesCheckpoints(2);
            } else {
                cluster().rest().cancel(run.jobId());
                run.ends(9);
                assertRefused(run, older.toString());
                run.resume("latest", "-p", "2");
            }
        });
        crashes().assertAsIfNothingHadBeen(run, 17);

        assertRefused(run, older.toString());
        assertThat(crashes().fingerprint(run).firstDifference(crashes().expected()))
                .isEmpty();
    }

    private static void assertRefused(ClusterRun run, String savepoint) {
        run.resume(savepoint, "--run", run.directory().getFileName().toString());
        assertThat(run.ends(3).output()).contains("is older than the files of run");
    }
}
