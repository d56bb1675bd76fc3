package dev.graphiti.migrator.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.neo4j.driver.Driver;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What checkpoints cost: the whole job over the same data without them and with one every so often, in turns. */
@Command(name = "checkpoints", description = "The whole job without checkpoints and with one every 10 s.")
final class CheckpointBenchmark implements Callable<Integer> {
    @Option(names = "--records", defaultValue = "100000")
    private int records;

    @Option(names = "--repeats", defaultValue = "3")
    private int repeats;

    @Option(names = "--parallelism", defaultValue = "2")
    private int parallelism;

    @Option(names = "--interval", defaultValue = "10s")
    private String interval = "10s";

    @Override
    public Integer call() throws Exception {
        Surroundings here = Surroundings.fromEnvironment();
        Path config = Benchmark.prepare(here, new BenchmarkData(records, 100, 384, 1));
        // A job still makes its last checkpoint, with which its files become visible.
        Path without = with(config, "without", "1d");
        Path regular = with(config, "regular", interval);
        List<Double> off = new ArrayList<>();
        List<Double> on = new ArrayList<>();
        try (Driver driver = here.driver()) {
            // Once in vain, so that the server is warm for all of them.
            run(here, driver, without);
            for (int i = 0; i < repeats; i++) {
                off.add(run(here, driver, without));
                on.add(run(here, driver, regular));
                System.out.printf(
                        "repeat %d: without checkpoints %.1f s, every %s %.1f s%n",
                        i + 1, off.get(i), interval, on.get(i));
            }
        }
        System.out.printf(
                "%,d records: without checkpoints %.1f s, every %s %.1f s, which is %+.1f %% (medians of %d, start included)%n",
                records,
                Benchmark.median(off),
                interval,
                Benchmark.median(on),
                100 * (Benchmark.median(on) / Benchmark.median(off) - 1),
                repeats);
        return 0;
    }

    private double run(Surroundings here, Driver driver, Path config) throws IOException, InterruptedException {
        here.empty(driver);
        return here.job("migrate", "-c", config.toString(), "--parallelism", Integer.toString(parallelism));
    }

    private static Path with(Path config, String name, String checkpointInterval) throws IOException {
        Path other = config.resolveSibling("checkpoints-" + name + ".yaml");
        return Files.writeString(
                other, Files.readString(config) + "checkpoint: { interval: %s }%n".formatted(checkpointInterval));
    }
}
