package dev.graphiti.migrator.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.neo4j.driver.Driver;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A large migration in a process with a small heap: how much of the heap is in use after collections, tenth by tenth. */
@Command(name = "million", description = "A million records with 384-d vectors: the heap in use, tenth by tenth.")
final class MillionBenchmark implements Callable<Integer> {
    private static final int TENTHS = 10;
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s*(\\d+) kB");

    @Option(names = "--records", defaultValue = "1000000")
    private int records;

    @Option(names = "--heap", defaultValue = "1g", description = "Of the whole process: client, JobManager and tasks.")
    private String heap = "1g";

    @Option(names = "--parallelism", defaultValue = "2")
    private int parallelism;

    @Override
    public Integer call() throws Exception {
        Surroundings here = Surroundings.fromEnvironment();
        BenchmarkData data = new BenchmarkData(records, 100, 384, 1);
        Path config = Benchmark.prepare(here, data);
        CollectorLog collector = CollectorLog.at(here.work().resolve("million-gc.log"));
        try (Driver driver = here.driver()) {
            here.empty(driver);
            Map<String, String> environment = new HashMap<>(collector.environment());
            environment.put("MIGRATOR_HEAP", heap);
            Process job = here.start(
                    environment, "migrate", "-c", config.toString(), "--parallelism", Integer.toString(parallelism));
            follow(here, driver, job, collector);
            Surroundings.await(job);
            long facts = here.count(driver, "()-[:RELATES_TO]->()");
            System.out.printf(
                    "in the graph: %,d episodes, %,d entities, %,d facts%n",
                    here.count(driver, "(:Episodic)"), here.count(driver, "(:Entity)"), facts);
        }
        return 0;
    }

    private void follow(Surroundings here, Driver driver, Process job, CollectorLog collector)
            throws IOException, InterruptedException {
        long started = System.nanoTime();
        double before = 0;
        int seen = 0;
        for (int tenth = 1; tenth <= TENTHS; ) {
            boolean ended = job.waitFor(1, TimeUnit.SECONDS);
            if (!ended && here.count(driver, "(:Episodic)") < (long) records * tenth / TENTHS) {
                continue;
            }
            double now = (System.nanoTime() - started) / 1e9;
            List<CollectorLog.Collection> heaps = collector.collections();
            LongSummaryStatistics stats = heaps.subList(seen, heaps.size()).stream()
                    .mapToLong(CollectorLog.Collection::after)
                    .summaryStatistics();
            tenth = ended ? TENTHS : tenth;
            System.out.printf(
                    "%3d %% of %,d records: %.0f s, %,.0f records/s, %s, whole process %s%n",
                    10 * tenth,
                    records,
                    now,
                    records / (double) TENTHS / (now - before),
                    stats.getCount() == 0
                            ? "no collection"
                            : "heap after %d collections %d to %d MB"
                                    .formatted(stats.getCount(), stats.getMin(), stats.getMax()),
                    resident(job.pid()));
            before = now;
            seen = heaps.size();
            tenth++;
        }
    }

    /** With RocksDB and the driver's buffers, which lie outside of the heap; only where the system tells. */
    private static String resident(long pid) throws IOException {
        Path status = Path.of("/proc/%d/status".formatted(pid));
        if (!Files.exists(status)) {
            return "unknown";
        }
        Matcher found = RESIDENT.matcher(Files.readString(status));
        return found.find() ? Long.parseLong(found.group(1)) / 1024 + " MB" : "unknown";
    }
}
