package dev.graphiti.migrator.source.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.source.FlinkRecordSource;
import dev.graphiti.migrator.source.SourceRecord;
import dev.graphiti.migrator.source.SourceSplit;
import dev.graphiti.migrator.testing.FailingOnceBehindTheGate;
import dev.graphiti.migrator.testing.GatedSource;
import dev.graphiti.migrator.testing.ParquetText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.CloseableIterator;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParquetSourceIT {
    private static final int RECORDS = 60_000;

    @RegisterExtension
    static final MiniClusterExtension CLUSTER = new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
            .setNumberTaskManagers(1)
            .setNumberSlotsPerTaskManager(4)
            .build());

    @TempDir
    Path folder;

    @BeforeEach
    void reset() {
        GatedSource.close();
        FailingOnceBehindTheGate.reset();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void readsEveryRecordOnceThroughAFailure(int parallelism) throws Exception {
        fill();
        List<String> expected =
                LongStream.range(0, RECORDS).mapToObj(Long::toString).collect(Collectors.toList());
        expected.add("the file cannot be read");

        List<String> read = read(parallelism);

        assertThat(FailingOnceBehindTheGate.hasFailed()).isTrue();
        assertThat(GatedSource.openedAt()).anyMatch(position -> !position.equals(SourceSplit.START));
        assertThat(read).hasSize(RECORDS + 1);
        assertThat(read.stream().sorted().toList())
                .isEqualTo(expected.stream().sorted().toList());
    }

    /** A row group of half of all rows, many of hundreds, files of one row, and one that was cut in half. */
    private void fill() throws IOException {
        numbers(0, 30_000, 30_000).write(folder.resolve("a.parquet"));
        Path many = numbers(30_000, RECORDS - 10, 500).write(folder.resolve("b.parquet"));
        for (int i = RECORDS - 10; i < RECORDS; i++) {
            numbers(i, i + 1, 1).write(folder.resolve("c" + i + ".parquet"));
        }
        byte[] whole = Files.readAllBytes(many);
        Files.write(folder.resolve("d.parquet"), Arrays.copyOf(whole, whole.length / 2));
    }

    private static ParquetText numbers(long from, long to, int rowsPerGroup) {
        return ParquetText.of("required int64 n;")
                .codec(CompressionCodecName.SNAPPY)
                .rowsPerGroup(rowsPerGroup)
                .rows(LongStream.range(from, to)
                        .mapToObj(number -> Map.of("n", number))
                        .toList());
    }

    @SuppressWarnings("try") // Flink's iterator may be interrupted, and so may the test
    private List<String> read(int parallelism) throws Exception {
        List<String> read = new ArrayList<>();
        try (CloseableIterator<String> records = environment(parallelism)
                .fromSource(
                        new FlinkRecordSource(new GatedSource(Reading.plain(folder), 3_000)),
                        WatermarkStrategy.noWatermarks(),
                        "source")
                .uid("source")
                .rebalance()
                .map(new FailingOnceBehindTheGate(ParquetSourceIT::numberOrDamage))
                .uid("map")
                .executeAndCollect()) {
            records.forEachRemaining(read::add);
        }
        return read;
    }

    private static StreamExecutionEnvironment environment(int parallelism) {
        Configuration configuration = new Configuration();
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 1);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(10));
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        env.setParallelism(parallelism);
        env.enableCheckpointing(50);
        return env;
    }

    private static String numberOrDamage(SourceRecord record) {
        return record.damage() == null
                ? String.valueOf(record.fields().at("n"))
                : record.damage().replaceFirst(":.*", "");
    }
}
