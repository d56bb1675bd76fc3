package dev.graphiti.migrator.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.crash.Fingerprint.Vectors;
import dev.graphiti.migrator.testing.Neo4jServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** The same migration over and over, and what it must end in. */
final class Crashes {
    static final int RECORDS = Integer.getInteger("crash.records", 20_000);

    private static final Pattern SAVEPOINT = Pattern.compile("(file:\\S*savepoint-\\S+[0-9a-f])");
    private static final String CONFIGURATION = """
            source:
              type: json
              inputs: [ { collection: tickets, paths: ["%s"] } ]
            mapping:
              tickets:
                id: id
                group: "{team}"
                time: { field: at, if-missing: run-start }
                skip: [ { rule: spam, field: status, equals: spam } ]
                episode: { name: title, content: text, source-description: ticket }
                entity: { name: title, label: Ticket, summary: text }
                related:
                  customer: { name: customer, label: Customer }
                  follower: { collection: tickets, id: next }
                facts:
                  - { name: ASKED_BY, to: customer, fact: "{from.name} was asked by {to.name}" }
                  - { name: FOLLOWED_BY, to: follower, fact: "{from.name} is followed by {next}" }
            embedding: { type: %s }
            target: { uri: "%s", user: %s, password: "%s" }
            write: { batch-size: 500 }
            checkpoint: { interval: 1s%s }
            run: { directory: "%s", allowed-dead-letters: 1000000 }
            """;

    private final Neo4jServer neo4j;
    private final CrashData data;
    private final String embedding;
    private @Nullable Fingerprint expected;

    private Crashes(Neo4jServer neo4j, CrashData data, String embedding) {
        this.neo4j = neo4j;
        this.data = data;
        this.embedding = embedding;
    }

    static Crashes over(Neo4jServer neo4j, Path folder, String embedding) {
        return new Crashes(neo4j, CrashData.in(folder.resolve("data"), RECORDS), embedding);
    }

    ClusterRun start(RealCluster cluster, Path folder, String... options) throws IOException {
        return startWith(cluster, folder, neo4j.options().uri(), "", options);
    }

    /** With another way to the graph, or another place of the checkpoints. */
    ClusterRun startWith(RealCluster cluster, Path folder, String uri, String checkpoint, String... options)
            throws IOException {
        Files.createDirectories(folder);
        Files.writeString(
                folder.resolve("migration.yaml"),
                CONFIGURATION.formatted(
                        data.folder(),
                        embedding,
                        uri,
                        neo4j.options().user(),
                        neo4j.options().password().value(),
                        checkpoint,
                        folder.resolve("runs")));
        return ClusterRun.start(cluster, neo4j, folder, options);
    }

    void expect(ClusterRun undisturbed, Vectors vectors) {
        expected = Fingerprint.of(neo4j, undisturbed.directory(), vectors);
    }

    Fingerprint expected() {
        return Objects.requireNonNull(expected);
    }

    Fingerprint of(ClusterRun run) {
        return Fingerprint.of(neo4j, run.directory(), Vectors.EQUAL);
    }

    void assertAsIfNothingHadBeen(ClusterRun run, String how) {
        assertThat(of(run).firstDifference(expected()))
                .as(how + "\n" + run.output())
                .isEmpty();
    }

    /** Moments of a run, in episodes written, in their order. */
    static long[] moments(long seed, int howMany) {
        Random random = new Random(seed);
        return LongStream.generate(() -> (long) (RECORDS * (0.05 + 0.8 * random.nextDouble())))
                .limit(howMany)
                .sorted()
                .toArray();
    }

    /** The path that Flink's client has printed. */
    static String savepoint(String output) {
        Matcher path = SAVEPOINT.matcher(output);
        assertThat(path.find()).as(output).isTrue();
        return path.group(1);
    }
}
