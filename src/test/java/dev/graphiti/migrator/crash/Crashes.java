package dev.graphiti.migrator.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.testing.Neo4jServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** The same migration over and over, and what it must end in. */
final class Crashes {
    static final int RECORDS = Integer.getInteger("crash.records", 20_000);

    private static final String OTHER_SECTIONS = """
            target: { uri: "%s", user: %s, password: "%s" }
            write: { batch-size: %d%s }
            checkpoint: { interval: 2s%s }
            run: { directory: "%s", allowed-dead-letters: 1000000 }
            """;

    private final Neo4jServer neo4j;
    private final String uri;
    private final FlinkCluster cluster;
    private final CrashData data;
    private @Nullable Fingerprint expected;
    private long elements;

    Crashes(Neo4jServer neo4j, FlinkCluster cluster, CrashData data) {
        this(neo4j, neo4j.options().uri(), cluster, data);
    }

    private Crashes(Neo4jServer neo4j, String uri, FlinkCluster cluster, CrashData data) {
        this.neo4j = neo4j;
        this.uri = uri;
        this.cluster = cluster;
        this.data = data;
    }

    /** Something that happens to a run. */
    @FunctionalInterface
    interface Disturbance {
        void strike(int time) throws IOException;
    }

    /** Runs the migration once without a disturbance, in a graph that is emptied before and after. */
    static Crashes of(CrashData data, Neo4jServer neo4j, FlinkCluster cluster, Path folder) throws IOException {
        return new Crashes(neo4j, cluster, data).undisturbed(folder);
    }

    /** The same. */
    static Crashes of(CrashData data, Servers servers, Path folder) throws IOException {
        return new Crashes(servers.neo4j(), servers.neo4jUri(), servers.flink(), data).undisturbed(folder);
    }

    private Crashes undisturbed(Path folder) throws IOException {
        neo4j.clearData();
        ClusterRun run = start(folder).ends(0);
        expected = fingerprint(run);
        elements = run.elements();
        neo4j.clearData();
        return this;
    }

    ClusterRun start(Path folder) throws IOException {
        return startOn(cluster, folder);
    }

    ClusterRun startOn(FlinkCluster other, Path folder) throws IOException {
        return start(other, folder, uri, "");
    }

    /** With another way to the graph, or another place of the checkpoints. */
    ClusterRun startWith(Path folder, String otherUri, String checkpoint) throws IOException {
        return start(cluster, folder, otherUri, checkpoint);
    }

    private ClusterRun start(FlinkCluster where, Path folder, String graph, String checkpoint) throws IOException {
        Files.createDirectories(folder);
        String others = OTHER_SECTIONS.formatted(
                graph,
                neo4j.options().user(),
                neo4j.options().password().value(),
                data.batchSize(),
                data.writeOptions(),
                checkpoint,
                folder.resolve("runs"));
        Files.writeString(folder.resolve("migration.yaml"), data.sections() + others);
        return ClusterRun.start(where, neo4j, folder, "-p", "2");
    }

    /** Strikes at so many moments of the run, all of which must come. */
    void disturb(ClusterRun run, long seed, int howOften, Disturbance disturbance) throws IOException {
        long[] moments = moments(seed, howOften);
        for (int time = 0; time < howOften; time++) {
            String strike = "seed %d: strike %d at %d of %d elements".formatted(seed, time, moments[time], elements);
            System.out.println(strike);
            assertThat(run.reaches(moments[time]))
                    .as("%s: the run has ended before%n%s", strike, run.output())
                    .isTrue();
            try {
                disturbance.strike(time);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("%s%n%s".formatted(strike, run.output()), e);
            }
        }
    }

    /** The run ends well, and has left what the undisturbed one has. */
    void assertAsIfNothingHadBeen(ClusterRun run, long seed) {
        run.ends(0, "seed %d".formatted(seed));
        assertThat(fingerprint(run).firstDifference(expected()))
                .as("seed %d%n%s", seed, run.output())
                .isEmpty();
    }

    Fingerprint expected() {
        return Objects.requireNonNull(expected);
    }

    Fingerprint fingerprint(ClusterRun run) {
        return Fingerprint.of(neo4j, run.directory(), data.leeway());
    }

    /** Moments of a run, in elements written, in their order. */
    long[] moments(long seed, int howMany) {
        // Not Random, whose first number is nearly the same for all small seeds.
        SplittableRandom random = new SplittableRandom(seed);
        // What waits for its ends is written at last, all at once.
        return LongStream.generate(() -> (long) (elements * (0.05 + 0.6 * random.nextDouble())))
                .limit(howMany)
                .sorted()
                .toArray();
    }
}
