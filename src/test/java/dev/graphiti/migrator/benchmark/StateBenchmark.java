package dev.graphiti.migrator.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.neo4j.driver.Driver;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How large the state of a job grows that reads very many small records: each with an id, an entity, and nothing else. */
@Command(name = "state", description = "State of the whole job by operator uid, after very many small records.")
final class StateBenchmark implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Often enough to see the last checkpoint before the job ends and removes it. */
    private static final long LOOK_EVERY_MILLIS = 200;

    private static final String CONFIG = """
            source: { type: json, inputs: [ { collection: things, paths: ["%s"] } ] }
            mapping: { things: { id: id, group: "{group}", entity: { name: name, label: Thing } } }
            embedding: { type: none, model: generated, dimension: 384 }
            target: { uri: "%s", user: "%s", password: "${NEO4J_PASSWORD}" }
            checkpoint: { interval: 10s }
            run: { directory: "%s" }
            """;

    @Option(names = "--records", defaultValue = "1000000")
    private int records;

    @Option(names = "--parallelism", defaultValue = "2")
    private int parallelism;

    @Override
    public Integer call() throws Exception {
        Surroundings here = Surroundings.fromEnvironment();
        Path runs =
                here.work().resolve("runs-state-" + System.currentTimeMillis()).toAbsolutePath();
        Path config = prepare(here, runs);
        SavedState largest = SavedState.NONE;
        try (Driver driver = here.driver()) {
            here.empty(driver);
        }
        Process job = here.start(
                Map.of(), "migrate", "-c", config.toString(), "--parallelism", Integer.toString(parallelism));
        while (!job.waitFor(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
            largest = largest.or(SavedState.newestBelow(runs));
        }
        Surroundings.await(job);
        print(largest, recordsUpTo(largest.checkpoint(), runs));
        return 0;
    }

    private Path prepare(Surroundings here, Path runs) throws IOException {
        Path file = here.work().resolve("small-things-" + records + ".jsonl").toAbsolutePath();
        if (!Files.exists(file)) {
            Files.createDirectories(here.work());
            try (BufferedWriter writer = Files.newBufferedWriter(file)) {
                for (int i = 0; i < records; i++) {
                    writer.write(
                            "{\"id\":\"thing-%d\",\"group\":\"g%d\",\"name\":\"Thing %d\"}%n".formatted(i, i % 100, i));
                }
            }
        }
        Path config = here.work().resolve("state-" + records + ".yaml");
        return Files.writeString(config, CONFIG.formatted(file, here.uri(), here.user(), runs));
    }

    /** How many records had been read when a checkpoint was made; each file of counts belongs to one of them. */
    private static long recordsUpTo(long checkpoint, Path runs) throws IOException {
        try (Stream<Path> all = Files.walk(runs)) {
            long sum = 0;
            for (Path file : all.filter(each -> each.toString().matches(".*/counts-[^/]*\\.jsonl"))
                    .toList()) {
                sum += readIn(file, checkpoint);
            }
            return sum;
        }
    }

    private static long readIn(Path file, long checkpoint) throws IOException {
        long read = 0;
        for (String line : Files.readAllLines(file)) {
            JsonNode tally = JSON.readTree(line);
            String what = tally.path("subject").asText();
            if (what.equals("checkpoint") && tally.path("kind").asLong() > checkpoint) {
                return 0;
            }
            if (what.equals("record") && tally.path("outcome").asText().equals("read")) {
                read += tally.path("count").asLong();
            }
        }
        return read;
    }

    private static void print(SavedState state, long read) throws IOException {
        Map<String, String> bounds = bounds();
        System.out.printf("checkpoint %d, after %,d of the records:%n", state.checkpoint(), read);
        state.bytesByUid()
                .forEach((uid, bytes) -> System.out.printf(
                        "%-36s %,14d bytes  %8.1f for each record  bound: %s%n",
                        uid, bytes, (double) bytes / Math.max(1, read), bounds.getOrDefault(uid, "see docs/state.md")));
        System.out.printf(
                "%-36s %,14d bytes  %8.1f for each record%n",
                "all", state.total(), (double) state.total() / Math.max(1, read));
    }

    /** The last column of the table in docs/state.md. */
    private static Map<String, String> bounds() throws IOException {
        Map<String, String> bounds = new TreeMap<>();
        for (String line : Files.readAllLines(Path.of("docs/state.md"))) {
            List<String> cells =
                    Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
            if (cells.size() == 6 && cells.get(1).startsWith("`")) {
                for (String uid : cells.get(1).replace("`", "").split(", ", -1)) {
                    bounds.put(uid, cells.get(4));
                }
            }
        }
        return bounds;
    }
}
