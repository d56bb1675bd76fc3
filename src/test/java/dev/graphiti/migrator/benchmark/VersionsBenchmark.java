package dev.graphiti.migrator.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The whole job of this version and of another one, in turns on one server, with the data of {@link Benchmark.Write}. */
@Command(name = "versions", description = "The whole job, start included, against the same job of another version.")
final class VersionsBenchmark implements Callable<Integer> {
    @Option(
            names = "--other",
            required = true,
            description = "The scripts/graphiti-migrator of the other version, built.")
    private Path other = Path.of("");

    @Option(names = "--records", defaultValue = "200000")
    private int records;

    @Option(names = "--groups", defaultValue = "100")
    private int groups;

    @Option(names = "--pairs", defaultValue = "5")
    private int pairs;

    @Option(names = "--parallelism", defaultValue = "2")
    private int parallelism;

    @Override
    public Integer call() throws Exception {
        Surroundings here = Surroundings.fromEnvironment();
        Surroundings there = here.with(other.toAbsolutePath().toString());
        List<Double> ratios = new ArrayList<>();
        try (Driver driver = here.driver()) {
            // The first run of a build keeps its classes for later ones, and the server has to warm up.
            int few = Math.min(10_000, records);
            seconds(there, driver, "other", few);
            seconds(here, driver, "this", few);
            for (int i = 0; i < pairs; i++) {
                // Each version is first in turns, so that a machine that becomes slower favors neither.
                double before = i % 2 == 0 ? seconds(there, driver, "other", records) : 0;
                double thisTime = seconds(here, driver, "this", records);
                double otherTime = i % 2 == 0 ? before : seconds(there, driver, "other", records);
                ratios.add(otherTime / thisTime);
                System.out.printf(
                        "pair %d: other version %.1f s, this version %.1f s, ratio %.3f%n",
                        i + 1, otherTime, thisTime, ratios.get(i));
            }
        }
        System.out.printf(
                "speed of this version to the other one: %.3f, from %.3f to %.3f, over %,d records (median and range of %d pairs)%n",
                Benchmark.median(ratios), Collections.min(ratios), Collections.max(ratios), records, pairs);
        return 0;
    }

    /** The seconds of a migration into an empty graph that has the schema of that version. */
    private double seconds(Surroundings version, Driver driver, String name, int size)
            throws IOException, InterruptedException {
        BenchmarkData data = new BenchmarkData(size, groups, 384, 1);
        String config = Benchmark.prepare(version, data).toString();
        // Each version has the files of its own runs.
        Map<String, String> environment = Map.of(
                "MIGRATOR_DATA", version.work().resolve(name).toAbsolutePath().toString());
        empty(driver);
        Surroundings.await(version.start(environment, "schema", "apply", "-c", config));
        long started = System.nanoTime();
        Surroundings.await(
                version.start(environment, "migrate", "-c", config, "--parallelism", Integer.toString(parallelism)));
        double seconds = Benchmark.seconds(System.nanoTime() - started);
        data.check(version, driver);
        return seconds;
    }

    /** Without the schema and the notes of either version. */
    private static void empty(Driver driver) {
        try (Session session = driver.session()) {
            session.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS")
                    .consume();
            List<String> drops = new ArrayList<>();
            drops.addAll(session.run("SHOW CONSTRAINTS YIELD name RETURN 'DROP CONSTRAINT `' + name + '`' AS drop")
                    .list(row -> row.get("drop").asString()));
            drops.addAll(session.run(
                            "SHOW INDEXES YIELD name, type, owningConstraint WHERE owningConstraint IS NULL AND type <> 'LOOKUP'"
                                    + " RETURN 'DROP INDEX `' + name + '`' AS drop")
                    .list(row -> row.get("drop").asString()));
            drops.forEach(drop -> session.run(drop).consume());
        }
    }
}
