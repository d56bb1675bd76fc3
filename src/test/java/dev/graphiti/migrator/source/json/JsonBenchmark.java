package dev.graphiti.migrator.source.json;

import com.sun.management.ThreadMXBean;
import dev.graphiti.migrator.source.RecordReader;
import dev.graphiti.migrator.source.RecordSource;
import dev.graphiti.migrator.source.SourceSplit;
import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.function.LongFunction;

/**
 * Measures how fast one thread reads, by its processor time; not part of the suite. Run it with a small heap, such as {@code -Xmx64m}, to see
 * that memory does not grow with the file.
 */
final class JsonBenchmark {
    private static final int ROUNDS = 3;

    private JsonBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createTempDirectory("json-benchmark");
        for (long count : List.of(250_000L, 500_000L, 1_000_000L)) {
            measure(write(folder.resolve("small.jsonl"), count, JsonBenchmark::small), count, JsonFormat.LINES);
        }
        measure(write(folder.resolve("items.json"), 500_000, JsonBenchmark::small), 500_000, JsonFormat.DOCUMENT);
        Random random = new Random(7);
        for (long count : List.of(10_000L, 20_000L, 40_000L)) {
            Path file = write(folder.resolve("vectors.jsonl"), count, number -> vectors(number, random));
            measure(file, count, JsonFormat.LINES);
        }
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    private static void measure(Path file, long expected, JsonFormat format) throws IOException {
        RecordSource source = JsonSourceOptions.of(new JsonInput("things", List.of(file.toString()), format, ""))
                .source();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int round = 0; round < ROUNDS; round++) {
            long allocated = threads.getCurrentThreadAllocatedBytes();
            long start = threads.getCurrentThreadCpuTime();
            long count = read(source);
            double seconds = (threads.getCurrentThreadCpuTime() - start) / 1e9;
            allocated = threads.getCurrentThreadAllocatedBytes() - allocated;
            if (count != expected) {
                throw new IllegalStateException("read %d of %d records".formatted(count, expected));
            }
            System.out.printf(
                    "%-14s %,10d records %,8.0f MB: %,10.0f records/s %,6.0f MB/s %,7d bytes allocated a record%n",
                    file.getFileName(),
                    count,
                    Files.size(file) / 1e6,
                    count / seconds,
                    Files.size(file) / 1e6 / seconds,
                    allocated / count);
        }
    }

    private static long read(RecordSource source) throws IOException {
        long count = 0;
        for (SourceSplit split : source.splits()) {
            try (RecordReader reader = source.open(split, SourceSplit.START)) {
                while (reader.next() != null) {
                    count++;
                }
            }
        }
        return count;
    }

    private static Path write(Path file, long count, LongFunction<String> line) throws IOException {
        boolean document = file.toString().endsWith(".json");
        try (BufferedWriter writer = Files.newBufferedWriter(file)) {
            writer.write(document ? "[" : "");
            for (long i = 0; i < count; i++) {
                writer.write(i > 0 && document ? ",\n" : "");
                writer.write(line.apply(i));
                writer.write(document ? "" : "\n");
            }
            writer.write(document ? "]" : "");
        }
        return file;
    }

    private static String small(long number) {
        return ("{\"id\":\"ticket-%d\",\"subject\":\"Cannot log in since the update\",\"priority\":%d,"
                        + "\"opened_at\":\"2025-03-04T05:06:07Z\",\"customer\":{\"id\":\"c-%d\",\"name\":\"Zoë Müller\"},"
                        + "\"tags\":[\"login\",\"mobile\"],\"score\":0.75,\"open\":true}")
                .formatted(number, number % 5, number % 1000);
    }

    private static String vectors(long number, Random random) {
        return "{\"id\":\"v-%d\",\"text\":\"A short text about thing %d.\",\"a\":%s,\"b\":%s}"
                .formatted(number, number, vector(random), vector(random));
    }

    private static String vector(Random random) {
        StringBuilder text = new StringBuilder("[");
        for (int i = 0; i < 384; i++) {
            text.append(i == 0 ? "" : ",").append((float) (random.nextGaussian() * 0.05));
        }
        return text.append(']').toString();
    }
}
