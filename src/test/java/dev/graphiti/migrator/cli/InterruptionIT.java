package dev.graphiti.migrator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.graphiti.migrator.testing.Neo4jServer;
import dev.graphiti.migrator.testing.OpenAiStandIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A local migration that a person ends, as a process of its own. */
class InterruptionIT {
    private static final Neo4jServer NEO4J = Neo4jServer.shared();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143"})
    void saysWhatIsKeptAndHowToContinue(String signal, int exitCode) throws Exception {
        NEO4J.clear();
        try (OpenAiStandIn model = OpenAiStandIn.start(16)) {
            // The run cannot end before it is interrupted.
            model.holdsBackAfter(20);
            Workspace demo = new Workspace(folder)
                    .demo(NEO4J.options(), "\ncheckpoint: { interval: 300ms }\n")
                    .with(embeddingBy(model));
            Process migration = start(demo, "migrate", "-p", "1");
            try {
                await().atMost(Duration.ofMinutes(3)).until(() -> {
                    assertThat(migration.isAlive()).as(output()).isTrue();
                    return model.embedded().size() >= 20;
                });
                signal(migration, signal);
                assertThat(migration.waitFor(60, TimeUnit.SECONDS)).isTrue();
            } finally {
                migration.destroyForcibly();
            }

            String run = demo.lastRun().getFileName().toString();
            assertThat(migration.exitValue()).isEqualTo(exitCode);
            assertThat(output())
                    .contains(
                            "Interrupted. Run %s keeps what it has written and its checkpoints in %s; continue it with the same command and --continue."
                                    .formatted(run, demo.lastRun()))
                    .doesNotContain("Exception");
            assertThat(Files.readString(demo.lastRun().resolve("run.json"))).contains("\"STOPPED\"");

            model.holdsNothingBack();
            Call second = demo.call("migrate", "--continue");

            assertThat(second.code()).as(second.out() + second.err()).isZero();
            assertThat(demo.runDirectories()).hasSize(1);
            assertThat(demo.report().at("/verdict/sum_holds").asBoolean()).isTrue();
        }
    }

    @Test
    void continueAndSavepointExcludeEachOther() {
        Call call = Call.of("migrate", "-c", "x.yaml", "--continue", "--savepoint", "latest");

        assertThat(call.code()).isEqualTo(2);
        assertThat(call.err()).contains("give either --continue or --savepoint");
    }

    static String embeddingBy(OpenAiStandIn model) {
        return "embedding: { type: openai, base-url: \"%s\", model: %s, dimensions: 16, api-key: %s, batch-size: 4, cache: { enabled: false } }"
                .formatted(model.baseUrl(), OpenAiStandIn.MODEL, OpenAiStandIn.KEY);
    }

    private Process start(Workspace workspace, String... arguments) throws IOException {
        ProcessBuilder command = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName());
        command.command().addAll(List.of(arguments));
        command.command().addAll(List.of("-c", workspace.config().toString()));
        return command.redirectErrorStream(true)
                .redirectOutput(folder.resolve("output.txt").toFile())
                .start();
    }

    private String output() throws IOException {
        return Files.readString(folder.resolve("output.txt"));
    }

    private static void signal(Process process, String name) throws Exception {
        int code = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
        assertThat(code).isZero();
    }
}
