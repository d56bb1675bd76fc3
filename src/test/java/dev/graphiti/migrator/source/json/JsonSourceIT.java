package dev.graphiti.migrator.source.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.config.ByteSize;
import dev.graphiti.migrator.source.FlinkRecordSource;
import dev.graphiti.migrator.source.SourceRecord;
import dev.graphiti.migrator.source.SourceSplit;
import dev.graphiti.migrator.testing.FailingOnceBehindTheGate;
import dev.graphiti.migrator.testing.GatedSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonSourceIT {
    private static final int RECORDS = 60_000;
    private static final int DAMAGED = 3;

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
        expected.addAll(List.of(
                "a record must be a JSON object, this is a number",
                "a record must be a JSON object, this is null",
                "the file ends in the middle of its gzip data, after 40 bytes; the rest of it cannot be read"));

        List<String> read = read(parallelism);

        assertThat(FailingOnceBehindTheGate.hasFailed()).isTrue();
        assertThat(GatedSource.openedAt()).anyMatch(position -> !position.equals(SourceSplit.START));
        assertThat(read).hasSize(RECORDS + DAMAGED);
        assertThat(read.stream().sorted().toList())
                .isEqualTo(expected.stream().sorted().toList());
    }

    /** Lines that are cut into many splits, a document, compressed lines, and a damaged file. */
    private void fill() throws IOException {
        Files.writeString(folder.resolve("a.jsonl"), lines(0, 40_000) + "17\n");
        Files.writeString(
                folder.resolve("b.json"),
                "[\n" + String.join(",\n", lines(40_000, 50_000).split("\n")) + ", null]");
        byte[] rest = Reading.gzip(lines(50_000, RECORDS).getBytes(StandardCharsets.UTF_8));
        Files.write(folder.resolve("c.jsonl.gz"), rest);
        Files.write(folder.resolve("d.jsonl.gz"), Arrays.copyOf(rest, 40));
    }

    private static String lines(long from, long to) {
        return LongStream.range(from, to)
                .mapToObj(number -> "{\"n\":%d}\n".formatted(number))
                .collect(Collectors.joining());
    }

    @SuppressWarnings("try") // Flink's iterator may be interrupted, and so may the test
    private List<String> read(int parallelism) throws Exception {
        JsonInput input = new JsonInput("things", List.of(folder.toString()), JsonFormat.AUTO, "");
        JsonSourceOptions options =
                new JsonSourceOptions(List.of(input), new ByteSize(70_000), new ByteSize(1 << 20), 4096);
        List<String> read = new ArrayList<>();
        try (CloseableIterator<String> records = environment(parallelism)
                .fromSource(
                        new FlinkRecordSource(new GatedSource(options.source(), 3_000)),
                        WatermarkStrategy.noWatermarks(),
                        "source")
                .uid("source")
                .rebalance()
                .map(new FailingOnceBehindTheGate(JsonSourceIT::numberOrDamage))
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
        return record.damage() == null ? String.valueOf(record.fields().at("n")) : record.damage();
    }
}
