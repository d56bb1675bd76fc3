package dev.graphiti.migrator.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.count.Count;
import dev.graphiti.migrator.flink.WireTypes;
import dev.graphiti.migrator.ledger.LedgerFiles;
import dev.graphiti.migrator.ledger.json.JsonLinesReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class RunFilesIT {
    private static final long ROWS = 100_000;

    @RegisterExtension
    static final MiniClusterExtension CLUSTER = new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
            .setNumberTaskManagers(1)
            .setNumberSlotsPerTaskManager(2)
            .build());

    @TempDir
    private Path directory;

    @Test
    void everyRowIsThereOnceThoughTheJobFailed() throws Exception {
        RunFiles files = new RunFiles(directory.toString());
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(configuration());
        env.setParallelism(2);
        env.enableCheckpointing(100);
        env.fromSource(new NumberSequenceSource(1, ROWS), WatermarkStrategy.noWatermarks(), "numbers")
                .map(new FailingOnceAt(ROWS / 4))
                .returns(WireTypes.of(Count.class))
                .sinkTo(files.countSink());

        env.execute();

        assertThat(FailingOnceAt.FAILED).isTrue();
        try (JsonLinesReader<Count> rows = LedgerFiles.counts(files.counts())) {
            assertThat(rows.stream().mapToLong(Count::count).sorted())
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, ROWS).boxed().toList());
        }
        try (Stream<Path> parts = Files.list(directory.resolve("counts"))) {
            assertThat(parts.map(part -> part.getFileName().toString()))
                    .isNotEmpty()
                    .allMatch(name -> name.matches("counts-[0-9a-f-]+-\\d+\\.jsonl") || name.startsWith("."));
        }
    }

    private static Configuration configuration() {
        return new Configuration()
                .set(PipelineOptions.GENERIC_TYPES, false)
                .set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(100))
                .set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay")
                .set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(10));
    }

    /** Breaks the job the first time a number comes by. */
    private record FailingOnceAt(long number) implements MapFunction<Long, Count> {
        private static final AtomicBoolean FAILED = new AtomicBoolean();

        @Override
        public Count map(Long value) {
            if (value == number && FAILED.compareAndSet(false, true)) {
                throw new IllegalStateException("as the test wants it");
            }
            return Count.read("docs", value);
        }
    }
}
