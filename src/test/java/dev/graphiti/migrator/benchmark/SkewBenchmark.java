package dev.graphiti.migrator.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.neo4j.driver.Driver;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The same records over many groups, with 90 % of them in one, and with all facts of that one at one entity. */
@Command(
        name = "skew",
        description = "The same records evenly and unevenly distributed: time, retries and heap.",
        showDefaultValues = true)
final class SkewBenchmark implements Callable<Integer> {
    @Option(names = "--records", defaultValue = "50000")
    private int records;

    @Option(names = "--repeats", defaultValue = "3")
    private int repeats;

    @Option(names = "--parallelism", defaultValue = "4")
    private int parallelism;

    @Option(names = "--spread", defaultValue = "4", description = "Of the large group.")
    private int spread;

    /** How records are distributed: the fields that say so, in words. */
    private enum Layout {
        MANY_GROUPS("even", "even_previous", "many groups"),
        HOT_GROUP("hot", "hot_previous", "90 % in one group"),
        HOT_ENTITY("hot", "hub", "90 % in one group, its facts at one entity");

        private final String group;
        private final String previous;
        private final String words;

        Layout(String group, String previous, String words) {
            this.group = group;
            this.previous = previous;
            this.words = words;
        }
    }

    /** One run; heap in megabytes, before and after collections. */
    private record Run(double seconds, long retries, long heapPeak, long heapLive) {}

    @Override
    public Integer call() throws Exception {
        Surroundings here = Surroundings.fromEnvironment();
        Path data = here.work().resolve("skew-" + records + ".jsonl").toAbsolutePath();
        if (!Files.exists(data)) {
            System.out.println("Generating " + data + " ...");
            new SkewData(new BenchmarkData(records, SkewData.GROUPS, 384, 1)).write(data);
        }
        Map<Layout, List<Run>> runs = new EnumMap<>(Layout.class);
        try (Driver driver = here.driver()) {
            // The server's first writes are slower, whatever is written.
            run(here, driver, data, Layout.MANY_GROUPS);
            for (int i = 0; i < repeats; i++) {
                for (Layout layout : Layout.values()) {
                    Run run = run(here, driver, data, layout);
                    runs.computeIfAbsent(layout, each -> new ArrayList<>()).add(run);
                    System.out.printf("repeat %d, %s: %s%n", i + 1, layout.words, words(run));
                }
            }
        }
        report(runs);
        return 0;
    }

    private void report(Map<Layout, List<Run>> runs) {
        runs.forEach((layout, each) -> System.out.printf("%-45s %s (medians)%n", layout.words, words(median(each))));
        double even =
                median(Objects.requireNonNull(runs.get(Layout.MANY_GROUPS))).seconds();
        double hot = median(Objects.requireNonNull(runs.get(Layout.HOT_GROUP))).seconds();
        double hub = median(Objects.requireNonNull(runs.get(Layout.HOT_ENTITY))).seconds();
        System.out.printf(
                "%,d records, parallelism %d, spread %d: one large group takes %.2f times as long as many groups;"
                        + " one hot entity in it %.2f times as long as edges that are spread evenly (medians of %d)%n",
                records, parallelism, spread, hot / even, hub / hot, repeats);
    }

    private String words(Run run) {
        return "%.1f s, %,.0f records/s, %d retries, heap peak %d MB, %d MB after collection"
                .formatted(run.seconds(), records / run.seconds(), run.retries(), run.heapPeak(), run.heapLive());
    }

    private static Run median(List<Run> runs) {
        return new Run(
                Benchmark.median(runs.stream().map(Run::seconds).toList()),
                median(runs.stream().map(Run::retries)),
                median(runs.stream().map(Run::heapPeak)),
                median(runs.stream().map(Run::heapLive)));
    }

    private static long median(Stream<Long> numbers) {
        return (long) Benchmark.median(numbers.map(Long::doubleValue).toList());
    }

    private Run run(Surroundings here, Driver driver, Path data, Layout layout)
            throws IOException, InterruptedException {
        here.empty(driver);
        Path folder = Files.createTempDirectory(here.work().toAbsolutePath(), "skew-run-");
        Path config = folder.resolve("migration.yaml");
        boolean even = layout == Layout.MANY_GROUPS;
        Files.writeString(
                config,
                CONFIG.formatted(
                        data,
                        layout.group,
                        layout.previous,
                        folder.resolve("runs"),
                        even ? 1 : spread,
                        here.uri(),
                        here.user()));
        CollectorLog collector = CollectorLog.at(folder.resolve("gc.log"));
        long started = System.nanoTime();
        Surroundings.await(here.start(
                collector.environment(),
                "migrate",
                "-c",
                config.toString(),
                "--parallelism",
                Integer.toString(parallelism)));
        double seconds = (System.nanoTime() - started) / 1e9;
        if (here.count(driver, "()-[:RELATES_TO]->()") != records - SkewData.GROUPS
                || here.count(driver, "()-[:MENTIONS]->()") != records) {
            throw new IllegalStateException("the job did not write what it should");
        }
        return new Run(seconds, retries(folder), collector.peak(), collector.live());
    }

    private static long retries(Path folder) throws IOException {
        try (Stream<Path> runs = Files.list(folder.resolve("runs"))) {
            JsonNode report = new ObjectMapper()
                    .readTree(runs.findFirst()
                            .orElseThrow()
                            .resolve("report.json")
                            .toFile());
            long sum = 0;
            for (JsonNode retries : report.path("retries")) {
                sum += retries.path("count").asLong();
            }
            return sum;
        }
    }

    private static final String CONFIG = """
            source: { type: json, inputs: [ { collection: things, paths: ["%s"] } ] }
            mapping:
              things:
                id: id
                group: "{%s}"
                time: { field: at }
                episode: { name: "benchmark {id}", content: text, source-description: benchmark, mentions: [this] }
                entity: { name: name, label: Thing, vector: name_vector, attributes: { include: [] } }
                related:
                  previous: { collection: things, id: %s }
                facts:
                  - { name: FOLLOWS, to: previous, fact: "{fact}", vector: fact_vector }
            embedding: { type: none, model: generated, dimension: 384 }
            run: { directory: "%s" }
            write: { spread: %d }
            target: { uri: "%s", user: "%s", password: "${NEO4J_PASSWORD}" }
            """;
}
