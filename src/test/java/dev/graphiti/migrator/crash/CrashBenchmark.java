package dev.graphiti.migrator.crash;

import dev.graphiti.migrator.testing.Neo4jServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * How long a run is away when a TaskManager is killed, and how much work is done twice: by what more was sent to Neo4j
 * than in a run that nothing has befallen.
 */
@Command(
        name = "crash",
        description = "kill -9 of TaskManagers: time to the first new record, and the work done twice.")
public final class CrashBenchmark implements Callable<Integer> {
    private static final String OTHER_SECTIONS = """
            target: { uri: "%s", user: %s, password: "%s" }
            checkpoint: { interval: %s }
            run: { directory: "%s", allowed-dead-letters: 1000000 }
            """;

    @Option(names = "--records", defaultValue = "60000", description = "default ${DEFAULT-VALUE}")
    private int records;

    @Option(names = "--kills", defaultValue = "3", description = "default ${DEFAULT-VALUE}")
    private int kills;

    @Option(names = "--interval", defaultValue = "10s", description = "between checkpoints; default ${DEFAULT-VALUE}")
    private String interval = "";

    @Option(names = "--seed", defaultValue = "1", description = "of the moments; default ${DEFAULT-VALUE}")
    private long seed;

    /** A whole run, and what clients of Neo4j have sent meanwhile. */
    private record Measured(double seconds, long bytes, long elements) {}

    @Override
    public Integer call() throws Exception {
        Path work = Files.createTempDirectory("crash-benchmark");
        try (Neo4jServer neo4j = Neo4jServer.own("crash-benchmark");
                RealCluster cluster = RealCluster.start("crash-benchmark")) {
            Tickets data = Tickets.in(work.resolve("data"), records);
            // The first run of a new cluster and server is slower than all others.
            run(Tickets.in(work.resolve("few"), Math.min(records, 5_000)), neo4j, cluster, new long[0], List.of());
            Measured undisturbed = run(data, neo4j, cluster, new long[0], List.of());
            List<Recovery> recoveries = new ArrayList<>();
            Measured disturbed = run(data, neo4j, cluster, moments(undisturbed.elements()), recoveries);
            print(undisturbed, disturbed, recoveries);
        } finally {
            remove(work);
        }
        return 0;
    }

    private long[] moments(long elements) {
        Random random = new Random(seed);
        // One in each part of the run, so that there is a checkpoint to go on from.
        return LongStream.range(0, kills)
                .map(i -> (long) (elements * (0.15 + 0.6 * (i + random.nextDouble()) / kills)))
                .toArray();
    }

    private Measured run(
            Tickets data, Neo4jServer neo4j, RealCluster cluster, long[] moments, List<Recovery> recoveries)
            throws IOException {
        neo4j.clearData();
        Path folder = Files.createTempDirectory(data.folder(), "run");
        try (CuttingProxy proxy = CuttingProxy.before(neo4j.options().uri())) {
            String others = OTHER_SECTIONS.formatted(
                    proxy.uri(),
                    neo4j.options().user(),
                    neo4j.options().password().value(),
                    interval,
                    folder.resolve("runs"));
            Files.writeString(folder.resolve("migration.yaml"), data.sections() + others);
            long started = System.nanoTime();
            ClusterRun run = ClusterRun.start(cluster, neo4j, folder, "-p", "2");
            for (long moment : moments) {
                if (run.reaches(moment)) {
                    recoveries.add(Recovery.ofKilling(1 + recoveries.size() % 2, cluster, run));
                    System.out.printf("kill %d: %s%n", recoveries.size(), recoveries.get(recoveries.size() - 1));
                    cluster.startAgain();
                }
            }
            run.ends(0);
            return new Measured((System.nanoTime() - started) / 1e9, proxy.passed(), run.elements());
        }
    }

    private void print(Measured undisturbed, Measured disturbed, List<Recovery> recoveries) {
        double twice = 1.0 * (disturbed.bytes() - undisturbed.bytes()) / undisturbed.bytes();
        System.out.printf(
                "%,d records, checkpoints every %s; undisturbed: %.1f s, %,d elements, %.1f MB sent to Neo4j%n",
                records, interval, undisturbed.seconds(), undisturbed.elements(), undisturbed.bytes() / 1e6);
        System.out.printf(
                "%d kills: %.1f s, %,d elements, %.1f MB sent to Neo4j%n",
                recoveries.size(), disturbed.seconds(), disturbed.elements(), disturbed.bytes() / 1e6);
        System.out.printf(
                "from kill -9 to the first new record: median %.1f s (noticed after %.1f s, running again after %.1f s);"
                        + " done twice: %.1f %% of the work, %.1f %% for each kill%n",
                median(recoveries, Recovery::writing),
                median(recoveries, Recovery::noticed),
                median(recoveries, Recovery::running),
                100 * twice,
                100 * twice / Math.max(1, recoveries.size()));
    }

    private interface Figure {
        double of(Recovery recovery);
    }

    private static double median(List<Recovery> recoveries, Figure figure) {
        List<Double> sorted =
                new ArrayList<>(recoveries.stream().map(figure::of).toList());
        Collections.sort(sorted);
        return sorted.isEmpty() ? Double.NaN : sorted.get(sorted.size() / 2);
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
