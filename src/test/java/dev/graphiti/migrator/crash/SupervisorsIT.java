package dev.graphiti.migrator.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.graphiti.migrator.cli.Main;
import dev.graphiti.migrator.testing.Neo4jServer;
import dev.graphiti.migrator.testing.OpenAiStandIn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two supervisors start {@code migrate --continue} in one folder at the same moment, and again each time that the process
 * which has the run was killed.
 */
@Tag("crash")
class SupervisorsIT {
    private static final Neo4jServer NEO4J = Neo4jServer.own("crash-supervisors");
    private static final Duration LONGEST = Duration.ofMinutes(6);
    /** All of them may wait for their vectors at a time, so that checkpoints pass while answers are held back. */
    private static final int RECORDS = Math.min(Crashes.RECORDS, 2_000);

    private static final int KILLS = 3;
    /** Texts that are embedded between two kills: never enough for the end. */
    private static final int ANSWERED = RECORDS / 4;

    private static final String EMBEDDING =
            "openai, base-url: \"%s\", model: %s, api-key: %s, dimensions: 16, batch-size: 2048, concurrency: 1,"
                    + " timeout: 10min, bundle: { texts: 8 }, cache: { enabled: false }";
    private static final String OTHER_SECTIONS = """
            target: { uri: "%s", user: %s, password: "%s" }
            write: { batch-size: 100 }
            checkpoint: { interval: 500ms }
            run: { directory: "%s", allowed-dead-letters: 1000000 }
            """;
    private static final String OWNED =
            "(?s).*graphiti-migrator: Run [\\w-]+ is owned by job [0-9a-f]{32} in process %d on"
                    + " \\S+ since [0-9T:Z-]+, until [0-9T:Z-]+ at least; wait for its end, or end that job first\\.\\s*";

    private final List<Process> started = new ArrayList<>();

    @TempDir
    private Path folder;

    @AfterEach
    void endAll() {
        started.forEach(Process::destroyForcibly);
    }

    @AfterAll
    static void close() {
        NEO4J.close();
    }

    @Test
    @Timeout(value = 20, unit = TimeUnit.MINUTES)
    void oneOfThemContinuesAndTheOtherIsRefused() throws Exception {
        try (OpenAiStandIn embeddings = OpenAiStandIn.start(16)) {
            Tickets data = Tickets.in(
                    folder.resolve("data"),
                    RECORDS,
                    EMBEDDING.formatted(embeddings.baseUrl(), OpenAiStandIn.MODEL, OpenAiStandIn.KEY),
                    Set.of());
            Path undisturbed = configure("undisturbed", data);
            ends(supervise(undisturbed), 0);
            Fingerprint expected = Fingerprint.of(NEO4J, run(undisturbed), Set.of());
            NEO4J.clearData();

            Path disturbed = configure("disturbed", data);
            for (int time = 0; time < KILLS; time++) {
                embeddings.holdsBackAfter(ANSWERED);
                long before = checkpointed(disturbed);
                Process owner = time == 0 ? supervise(disturbed) : ownerOfTwo(disturbed);
                await().atMost(LONGEST).until(() -> !owner.isAlive() || checkpointed(disturbed) > before);
                assertThat(owner.isAlive()).as(output(owner)).isTrue();
                owner.destroyForcibly().waitFor();
            }
            embeddings.holdsBackAfter(ANSWERED);
            Process owner = ownerOfTwo(disturbed);
            embeddings.holdsNothingBack();
            ends(owner, 0);

            Fingerprint actual = Fingerprint.of(NEO4J, run(disturbed), Set.of());
            assertThat(actual.firstDifference(expected)).isEmpty();
            assertThat(actual.count("dead letter")).isPositive();
            assertThat(actual.lines()).containsEntry("report /verdict/sum_holds", "true");
        }
    }

    private Path configure(String name, Tickets data) throws IOException {
        Path workplace = Files.createDirectories(folder.resolve(name));
        String others = OTHER_SECTIONS.formatted(
                NEO4J.options().uri(),
                NEO4J.options().user(),
                NEO4J.options().password().value(),
                workplace.resolve("runs"));
        Files.writeString(workplace.resolve("migration.yaml"), data.sections() + others);
        return workplace;
    }

    /** Starts two at once; the one that is not refused. */
    private Process ownerOfTwo(Path workplace) throws Exception {
        Process one = supervise(workplace);
        Process other = supervise(workplace);
        await().atMost(LONGEST).until(() -> !one.isAlive() || !other.isAlive());
        Process owner = one.isAlive() ? one : other;
        Process refused = owner == one ? other : one;
        ends(refused, 11);
        assertThat(output(refused)).matches(OWNED.formatted(owner.pid())).doesNotContain("\tat ");
        assertThat(owner.isAlive()).as(output(owner)).isTrue();
        return owner;
    }

    private Process supervise(Path workplace) throws IOException {
        List<String> line = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx768m",
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "migrate",
                "--continue",
                "-c",
                workplace.resolve("migration.yaml").toString(),
                "-p",
                "1");
        Process process = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output-%d.txt".formatted(started.size()))
                        .toFile())
                .start();
        started.add(process);
        return process;
    }

    private String output(Process process) throws IOException {
        return Files.readString(folder.resolve("output-%d.txt".formatted(started.indexOf(process))));
    }

    private void ends(Process process, int code) throws Exception {
        assertThat(process.waitFor(LONGEST.toMinutes(), TimeUnit.MINUTES))
                .as(output(process))
                .isTrue();
        assertThat(process.exitValue()).as(output(process)).isEqualTo(code);
    }

    /** How many files complete checkpoints have made visible. */
    private static long checkpointed(Path workplace) {
        try (Stream<Path> files = Files.walk(workplace)) {
            return files.filter(file -> file.getFileName().toString().matches("counts-.*\\.jsonl"))
                    .count();
        } catch (IOException | UncheckedIOException e) {
            return 0; // A checkpoint is removed while the files are listed.
        }
    }

    /** The one run of this folder. */
    private static Path run(Path workplace) throws IOException {
        try (Stream<Path> runs = Files.list(workplace.resolve("runs"))) {
            List<Path> all = runs.toList();
            assertThat(all).hasSize(1);
            return all.get(0);
        }
    }
}
