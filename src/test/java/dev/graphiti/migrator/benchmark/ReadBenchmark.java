package dev.graphiti.migrator.benchmark;

import com.sun.management.OperatingSystemMXBean;
import dev.graphiti.migrator.source.RecordSource;
import dev.graphiti.migrator.source.SourceRecord;
import dev.graphiti.migrator.source.flink.FlinkRecordSource;
import dev.graphiti.migrator.source.json.JsonFormat;
import dev.graphiti.migrator.source.json.JsonInput;
import dev.graphiti.migrator.source.json.JsonSourceOptions;
import dev.graphiti.migrator.source.parquet.ParquetSourceOptions;
import dev.graphiti.migrator.testing.ParquetText;
import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFilterFunction;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Small records through the Flink source and nothing behind it, in one process; N of them and ten times as many. */
@Command(name = "read", description = "Reads N and 10 N small records from JSON Lines and Parquet without writing.")
final class ReadBenchmark implements Callable<Integer> {
    private static final int WARM_UP = 50_000;
    private static final int ROWS_PER_GROUP = 100_000;

    @Option(names = "--records", defaultValue = "300000")
    private int records;

    @Option(names = "--parallelism", defaultValue = "2")
    private int parallelism;

    /** What one job took. */
    private record Taken(double seconds, double cpuSeconds) {}

    @Override
    public Integer call() throws Exception {
        Path work = Path.of(System.getenv().getOrDefault("BENCHMARK_WORK", "target/benchmark"));
        for (String format : List.of("jsonl", "parquet")) {
            measure(format, WARM_UP, work);
            Taken few = measure(format, records, work);
            Taken many = measure(format, 10L * records, work);
            System.out.printf(
                    "%s: %,.0f records/s over %,d records, start included; %,.0f records/s of processor time;"
                            + " 10 times the records took %.2f times as long; without the start %,.0f records/s%n",
                    format,
                    10.0 * records / many.seconds(),
                    10L * records,
                    10.0 * records / many.cpuSeconds(),
                    many.seconds() / few.seconds(),
                    9.0 * records / (many.seconds() - few.seconds()));
        }
        return 0;
    }

    private Taken measure(String format, long count, Path work) throws Exception {
        Path file = work.resolve("small-%d.%s".formatted(count, format)).toAbsolutePath();
        if (!Files.exists(file)) {
            Files.createDirectories(work);
            if (format.equals("jsonl")) {
                writeLines(file, count);
            } else {
                writeParquet(file, count);
            }
        }
        OperatingSystemMXBean machine = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long cpu = machine.getProcessCpuTime();
        long started = System.nanoTime();
        long read = read(source(format, file));
        Taken taken = new Taken((System.nanoTime() - started) / 1e9, (machine.getProcessCpuTime() - cpu) / 1e9);
        if (read != count) {
            throw new IllegalStateException("read %d of %d records".formatted(read, count));
        }
        System.out.printf(
                "%s, %,d records, %,.0f MB: %.1f s, %.1f s of processor time%n",
                format, count, Files.size(file) / 1e6, taken.seconds(), taken.cpuSeconds());
        return taken;
    }

    private static RecordSource source(String format, Path file) {
        return format.equals("jsonl")
                ? JsonSourceOptions.of(new JsonInput("things", List.of(file.toString()), JsonFormat.LINES, ""))
                        .source()
                : ParquetSourceOptions.of("things", file.toString()).source();
    }

    private long read(RecordSource source) throws Exception {
        Configuration configuration = new Configuration();
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(parallelism, configuration);
        env.enableCheckpointing(1_000);
        env.fromSource(new FlinkRecordSource(source), WatermarkStrategy.noWatermarks(), "source")
                .filter(new CountingFilter())
                .sinkTo(new DiscardingSink<>());
        JobExecutionResult result = env.execute("read");
        return result.getAccumulatorResult(CountingFilter.SOUND);
    }

    /** Lets nothing pass. */
    private static final class CountingFilter extends RichFilterFunction<SourceRecord> {
        private static final String SOUND = "sound";

        private final LongCounter sound = new LongCounter();

        @Override
        public void open(OpenContext context) {
            getRuntimeContext().addAccumulator(SOUND, sound);
        }

        @Override
        public boolean filter(SourceRecord record) {
            if (record.damage() == null) {
                sound.add(1);
            }
            return false;
        }
    }

    private static void writeLines(Path file, long count) throws IOException {
        try (BufferedWriter writer = Files.newBufferedWriter(file)) {
            for (long i = 0; i < count; i++) {
                writer.write(("{\"id\":\"ticket-%d\",\"subject\":\"Cannot log in since update %d\",\"priority\":%d,"
                                + "\"opened_at\":\"2025-03-04T05:06:07Z\",\"customer\":{\"id\":\"c-%d\",\"name\":\"Zoë Müller\"},"
                                + "\"tags\":[\"login\",\"mobile\"],\"score\":0.75,\"open\":true}\n")
                        .formatted(i, i, i % 5, i % 1000));
            }
        }
    }

    private static void writeParquet(Path file, long count) throws IOException {
        Iterable<Map<String, Object>> rows =
                () -> LongStream.range(0, count).mapToObj(ReadBenchmark::row).iterator();
        ParquetText.of("""
                        required binary id (STRING); required binary subject (STRING); required int32 priority;
                        required int64 opened_at (TIMESTAMP(MICROS,true));
                        required group customer { required binary id (STRING); required binary name (STRING); }
                        required group tags (LIST) { repeated group list { required binary element (STRING); } }
                        required double score; required boolean open;
                        """)
                .codec(CompressionCodecName.SNAPPY)
                .rowsPerGroup(ROWS_PER_GROUP)
                .write(file, rows);
    }

    private static Map<String, Object> row(long i) {
        return Map.of(
                "id",
                "ticket-" + i,
                "subject",
                "Cannot log in since update " + i,
                "priority",
                i % 5,
                "opened_at",
                1_741_064_767_000_000L + i,
                "customer",
                Map.of("id", "c-" + i % 1000, "name", "Zoë Müller"),
                "tags",
                Map.of("list", List.of(Map.of("element", "login"), Map.of("element", "mobile"))),
                "score",
                0.75,
                "open",
                true);
    }
}
