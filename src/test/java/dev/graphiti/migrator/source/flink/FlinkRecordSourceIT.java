package dev.graphiti.migrator.source.flink;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;
import dev.graphiti.migrator.source.RecordReader;
import dev.graphiti.migrator.source.RecordSource;
import dev.graphiti.migrator.source.SourceSplit;
import dev.graphiti.migrator.testing.Gate;
import dev.graphiti.migrator.testing.GatedSource;
import dev.graphiti.migrator.testing.Naming;
import dev.graphiti.migrator.testing.ReadingCluster;
import dev.graphiti.migrator.testing.RememberingJobs;
import dev.graphiti.migrator.testing.SyntheticSource;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FlinkRecordSourceIT {
    @RegisterExtension
    static final ReadingCluster FLINK = new ReadingCluster();

    @RegisterExtension
    static final RememberingJobs JOBS = new RememberingJobs(FLINK);

    private static final Naming NAMING = record -> record.origin().id();

    private static final AtomicInteger PLANNED = new AtomicInteger();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void readsEverythingOnce(int parallelism) {
        SyntheticSource source = new SyntheticSource(9, 700).damaging(50);

        assertThat(FLINK.read(source, parallelism, NAMING)).isEqualTo(sorted(source.ids()));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void readsSplitsOfVeryDifferentSizeOnce(int parallelism) {
        SyntheticSource source = new SyntheticSource(13, 1_500).unequal();

        assertThat(FLINK.read(source, parallelism, NAMING)).isEqualTo(sorted(source.ids()));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void goesOnInTheMiddleOfASplitAfterAFailure(int parallelism) {
        SyntheticSource source = new SyntheticSource(7, 2_000);

        List<String> read = FLINK.readThroughAFailure(new GatedSource(source, 1_300), parallelism, NAMING);

        assertThat(read).isEqualTo(sorted(source.ids()));
    }

    @ParameterizedTest
    @CsvSource({"1,4", "4,1", "2,3"})
    void resumesFromASavepointAtAnotherParallelism(int before, int after, @TempDir Path folder) throws Exception {
        SyntheticSource source = new SyntheticSource(9, 1_600).unequal();

        JobClient first = start(before, new GatedSource(source, 900));
        JOBS.awaitSeen(500);
        String savepoint = JOBS.stop(first, folder);
        assertThat(JOBS.seen()).hasSizeLessThan(source.ids().size());
        StreamExecutionEnvironment env = RememberingJobs.resuming(FLINK.environment(after), savepoint);
        RememberingJobs.awaitEnd(JOBS.start(env, new FlinkRecordSource(source), NAMING));

        assertThat(JOBS.seen()).isEqualTo(sorted(source.ids()));
    }

    @Test
    void whatOnlyTheUserCanMendFailsTheJobAtOnce() {
        PLANNED.set(0);

        assertThatThrownBy(() -> RememberingJobs.awaitEnd(start(1, new MissingSource())))
                .hasRootCauseMessage("data/support does not exist");
        assertThat(PLANNED).hasValue(1);
    }

    @Test
    void tellsHowFarItIs() throws Exception {
        SyntheticSource source = new SyntheticSource(4, 600);

        JobClient job = start(2, new GatedSource(source, 550));
        await().atMost(180, SECONDS).untilAsserted(() -> {
            assertThat(FLINK.gauges("sourceSize").sum()).isEqualTo(2_400);
            assertThat(FLINK.gauges("sourceUnassigned").sum()).isEqualTo(1_200);
            assertThat(FLINK.gauges("sourceProgress").sum()).isEqualTo(1_000);
            assertThat(FLINK.gauges("sourceRemaining").sum()).isEqualTo(200);
        });
        Gate.open();
        RememberingJobs.awaitEnd(job);
    }

    private static JobClient start(int parallelism, RecordSource source) throws Exception {
        return JOBS.start(FLINK.environment(parallelism), new FlinkRecordSource(source), NAMING);
    }

    private static List<String> sorted(List<String> ids) {
        return ids.stream().sorted().toList();
    }

    private record MissingSource() implements RecordSource {
        @Override
        public List<SourceSplit> splits() {
            PLANNED.incrementAndGet();
            throw new MigratorException(Fault.SOURCE, "data/support does not exist");
        }

        @Override
        public RecordReader open(SourceSplit split, String position) {
            throw new AssertionError("there is no split");
        }
    }
}
