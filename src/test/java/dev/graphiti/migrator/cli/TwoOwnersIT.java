package dev.graphiti.migrator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.graphiti.migrator.ledger.LedgerRow;
import dev.graphiti.migrator.testing.Neo4jServer;
import dev.graphiti.migrator.testing.OpenAiStandIn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Several processes that would work in one run, or on one empty database. */
class TwoOwnersIT {
    @RegisterExtension
    static final Neo4jServer NEO4J = Neo4jServer.shared();

    private static final Duration LONGEST = Duration.ofMinutes(6);
    /** Fewer than the demo has texts, so the first process cannot reach its end. */
    private static final int ANSWERED = 100;

    @TempDir
    private Path folder;

    @BeforeEach
    void emptyDatabase() {
        NEO4J.clear();
    }

    @Test
    void oneOfManyContinuesARunThatWasKilled() throws Exception {
        try (OpenAiStandIn embeddings = OpenAiStandIn.start(16)) {
            Workspace demo = new Workspace(folder).demo(NEO4J.options(), "\ncheckpoint: { interval: 300ms }\n");
            demo.write(Files.readString(demo.config())
                    .replaceFirst(
                            "(?m)^embedding:.*$",
                            "embedding: { type: openai, base-url: \"%s\", model: %s, api-key: %s, dimensions: 16, batch-size: 8, concurrency: 1, timeout: 10min, bundle: { texts: 8 }, cache: { enabled: false } }"
                                    .formatted(embeddings.baseUrl(), OpenAiStandIn.MODEL, OpenAiStandIn.KEY)));
            embeddings.holdsBackAfter(ANSWERED);
            Process first = process("migrate", "-c", demo.config().toString(), "-p", "1");
            try {
                await().atMost(LONGEST)
                        .until(() -> !first.isAlive() || NEO4J.count("(n) WHERE n.uuid IS NOT NULL") >= 20);
                assertThat(first.isAlive()).as(Files.readString(output())).isTrue();

                Call beside = demo.call("migrate", "--continue");

                assertThat(beside.code()).as(beside.out() + beside.err()).isEqualTo(11);
                assertThat(beside.err())
                        .matches("(?s)graphiti-migrator: Run [\\w-]+ is owned by job [0-9a-f]{32} in process "
                                + first.pid()
                                + " on \\S+ since [0-9T:Z-]+, until [0-9T:Z-]+ at least; wait for its end, or end that job"
                                + " first\\.\\s*");
            } finally {
                first.destroyForcibly();
                first.waitFor();
            }
            embeddings.holdsBackAfter(ANSWERED / 2);
            oneContinues(demo, embeddings);
        }
    }

    private static void oneContinues(Workspace demo, OpenAiStandIn embeddings) {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        List<CompletableFuture<Call>> both = Stream.of(1, 2)
                .map(each -> CompletableFuture.supplyAsync(() -> demo.call("migrate", "--continue"), threads))
                .toList();
        Call refused = (Call) CompletableFuture.anyOf(both.get(0), both.get(1)).join();
        embeddings.holdsNothingBack();
        Call continued = both.stream()
                .map(CompletableFuture::join)
                .filter(call -> call != refused)
                .findFirst()
                .orElseThrow();
        threads.shutdown();

        assertThat(refused.code()).as(refused.out() + refused.err()).isEqualTo(11);
        assertThat(continued.code()).as(continued.out() + continued.err()).isZero();
        assertThat(demo.runDirectories()).hasSize(1);
        assertThat(demo.report().at("/verdict/sum_holds").asBoolean()).isTrue();
        List<String> ledger = demo.ledger().stream().map(LedgerRow::uuid).toList();
        assertThat(ledger).doesNotHaveDuplicates().hasSize((int)
                (NEO4J.count("(n) WHERE n.uuid IS NOT NULL") + NEO4J.count("()-[r]->()")));
        assertThat(names(demo.lastRun()))
                .as("neither a lease nor what the killed process has left")
                .noneMatch(name -> name.equals("lease.json") || name.contains(".inprogress"));
        assertThat(NEO4J.count("(l:MigrationLease) WHERE l.id <> 'schema'")).isZero();
    }

    @Test
    void firstRunsAtTheSameMomentWaitForEachOther() {
        ExecutorService threads = Executors.newFixedThreadPool(3);
        List<CompletableFuture<Call>> all = Stream.of("a", "b", "c")
                .map(name -> new Workspace(directory(name)).demo(NEO4J.options(), ""))
                .map(demo -> CompletableFuture.supplyAsync(() -> demo.call("migrate", "-p", "1"), threads))
                .toList();

        all.forEach(each -> assertThat(each.join().code())
                .as(each.join().out() + each.join().err())
                .isZero());

        threads.shutdown();
        assertThat(NEO4J.value("SHOW INDEXES YIELD type WHERE type = 'RANGE' RETURN count(*)"))
                .as("Graphiti's 27 and that of the leases")
                .isEqualTo(28L);
        assertThat(NEO4J.value("SHOW INDEXES YIELD type WHERE type = 'FULLTEXT' RETURN count(*)"))
                .isEqualTo(4L);
        assertThat(NEO4J.count("(s:MigrationVectorSpace)")).isEqualTo(1);
        assertThat(NEO4J.value("MATCH (s:MigrationSchema) RETURN count(DISTINCT s.what) = count(s.what)"))
                .isEqualTo(true);
    }

    private Path directory(String name) {
        try {
            return Files.createDirectories(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path output() {
        return folder.resolve("first.txt");
    }

    /** The command line in a process of its own, which can be killed. */
    private Process process(String... arguments) throws IOException {
        List<String> line = Stream.concat(
                        Stream.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "--add-opens=java.base/java.util=ALL-UNNAMED",
                                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Main.class.getName()),
                        Stream.of(arguments))
                .toList();
        return new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(output().toFile())
                .start();
    }

    private static List<String> names(Path root) {
        try (Stream<Path> all = Files.walk(root)) {
            return all.map(path -> path.getFileName().toString()).toList();
        } catch (IOException | UncheckedIOException e) {
            // A checkpoint was removed meanwhile.
            return List.of();
        }
    }
}
