package dev.graphiti.migrator.benchmark;

import dev.graphiti.migrator.crash.CrashBenchmark;
import dev.graphiti.migrator.report.RunReport;
import dev.graphiti.migrator.report.Throughput;
import dev.graphiti.migrator.run.RunInfo;
import dev.graphiti.migrator.run.Runs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import org.neo4j.driver.Driver;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures the whole job beside what there is to beat, on one server, with the same data, and prints the ratios. */
@Command(
        name = "scripts/benchmark",
        mixinStandardHelpOptions = true,
        description = "Prints ratios measured within one run; nothing is asserted.",
        subcommands = {
            Benchmark.Write.class,
            VersionsBenchmark.class,
            Benchmark.Scale.class,
            SkewBenchmark.class,
            EmbedBenchmark.class,
            ReadBenchmark.class,
            Neo4jReadBenchmark.class,
            HttpBenchmark.class,
            WeaviateBenchmark.class,
            StateBenchmark.class,
            CheckpointBenchmark.class,
            MillionBenchmark.class,
            CrashBenchmark.class
        })
final class Benchmark {
    private Benchmark() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Benchmark()).execute(arguments));
    }

    /** The whole job against the bare driver. */
    @Command(name = "write", description = "The whole job, start included, against the bare driver.")
    static final class Write implements Callable<Integer> {
        @Option(names = "--records", defaultValue = "100000")
        private int records;

        @Option(names = "--groups", defaultValue = "100")
        private int groups;

        @Option(names = "--repeats", defaultValue = "3")
        private int repeats;

        @Option(names = "--parallelism", defaultValue = "2")
        private int parallelism;

        @Override
        public Integer call() throws Exception {
            Surroundings here = Surroundings.fromEnvironment();
            BenchmarkData data = new BenchmarkData(records, groups, 384, 1);
            Path config = prepare(here, data);
            here.job("schema", "apply", "-c", config.toString());
            List<Double> bare = new ArrayList<>();
            List<Double> job = new ArrayList<>();
            try (Driver driver = here.driver()) {
                // Neither is measured on its first run: the command keeps its classes for later ones at the end of it.
                int few = Math.min(10_000, records);
                new BareDriverWriter(driver, new BenchmarkData(few, groups, 384, 2)).write(2);
                Path fewConfig = prepare(here, new BenchmarkData(few, groups, 384, 1));
                here.job("migrate", "-c", fewConfig.toString(), "--parallelism", Integer.toString(parallelism));
                for (int i = 0; i < repeats; i++) {
                    here.empty(driver);
                    bare.add(seconds(new BareDriverWriter(driver, data).write(2)));
                    here.empty(driver);
                    job.add(here.job(
                            "migrate", "-c", config.toString(), "--parallelism", Integer.toString(parallelism)));
                    System.out.printf(
                            "repeat %d: bare driver %.1f s, whole job %.1f s, ratio %.3f%n",
                            i + 1, bare.get(i), job.get(i), bare.get(i) / job.get(i));
                }
                data.check(here, driver);
            }
            double bareMedian = median(bare);
            double jobMedian = median(job);
            System.out.printf(
                    "bare driver, 2 sessions: %,.0f records/s; whole job with parallelism %d, start included: %,.0f records/s;"
                            + " ratio %.3f over %,d records (medians of %d)%n",
                    records / bareMedian, parallelism, records / jobMedian, bareMedian / jobMedian, records, repeats);
            return 0;
        }
    }

    /** Ten times the data. */
    @Command(name = "scale", description = "Ten times the input: time and heap, with a 512 MB heap.")
    static final class Scale implements Callable<Integer> {
        @Option(names = "--records", defaultValue = "100000")
        private int records;

        @Override
        public Integer call() throws Exception {
            Surroundings here = Surroundings.fromEnvironment();
            List<Double> times = new ArrayList<>();
            List<Long> writing = new ArrayList<>();
            try (Driver driver = here.driver()) {
                // The first warms the server up, which would else weigh on the small run alone.
                for (int size : new int[] {records, records, 10 * records}) {
                    here.empty(driver);
                    Path config = prepare(here, new BenchmarkData(size, 100, 384, 1));
                    CollectorLog collector = CollectorLog.at(here.work().resolve("scale-gc.log"));
                    long started = System.nanoTime();
                    Surroundings.await(here.start(
                            collector.environment(), "migrate", "-c", config.toString(), "--parallelism", "2"));
                    times.add((System.nanoTime() - started) / 1e9);
                    writing.add(secondsOfWriting(here));
                    System.out.printf(
                            "%,d records: %.1f s, of which %d s from the first element written to the last; heap peak %d MB,"
                                    + " at most %d MB after a collection%n",
                            size,
                            times.get(times.size() - 1),
                            writing.get(writing.size() - 1),
                            collector.peak(),
                            collector.live());
                }
            }
            System.out.printf(
                    "10 times the records took %.2f times as long, and %.2f times from the first element to the last%n",
                    times.get(2) / times.get(1), (double) writing.get(2) / writing.get(1));
            return 0;
        }

        /** Of the last run, as its report tells, to the width of a bucket. */
        private static long secondsOfWriting(Surroundings here) {
            Runs runs = new Runs(here.work().resolve("data/runs").toString());
            List<RunInfo> all = runs.list();
            RunReport report =
                    RunReport.read(runs.files(all.get(all.size() - 1).runId())).orElseThrow();
            Throughput throughput = report.throughput();
            List<Throughput.Bucket> written = throughput.buckets().stream()
                    .filter(bucket -> bucket.written() > 0)
                    .toList();
            return written.get(written.size() - 1).start()
                    + throughput.bucketSeconds()
                    - written.get(0).start();
        }
    }

    /** Writes the data and a configuration that migrates it. */
    static Path prepare(Surroundings here, BenchmarkData data) throws IOException {
        Path file = here.work()
                .resolve("data-" + data.records() + "-" + data.groups() + ".jsonl")
                .toAbsolutePath();
        if (!Files.exists(file)) {
            System.out.println("Generating " + file + " ...");
            data.write(file);
        }
        Path config = here.work().resolve("migration-" + data.records() + ".yaml");
        Files.writeString(config, CONFIG.formatted(file, here.uri(), here.user()));
        return config;
    }

    private static final String CONFIG = """
            source: { type: json, inputs: [ { collection: things, paths: ["%s"] } ] }
            mapping:
              things:
                id: id
                group: "{group}"
                time: { field: at }
                episode: { name: "benchmark {id}", content: text, source-description: benchmark, mentions: [this] }
                entity: { name: name, label: Thing, vector: name_vector, attributes: { include: [] } }
                related:
                  previous: { collection: things, id: previous }
                facts:
                  - { name: FOLLOWS, to: previous, fact: "{fact}", vector: fact_vector }
            embedding: { type: none, model: generated, dimension: 384 }
            target: { uri: "%s", user: "%s", password: "${NEO4J_PASSWORD}" }
            """;

    static double seconds(long nanos) {
        return nanos / 1e9;
    }

    static double median(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }
}
