package dev.graphiti.migrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.job.JobFailure;
import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;

/** One failure has one exit code, whichever command meets it. */
class ExitCodeTest {
    private static final String RUN = "20261122-101500-a1b2";

    @TempDir
    Path folder;

    @BeforeEach
    void writeFiles() throws IOException {
        Files.writeString(folder.resolve("things.jsonl"), "{\"name\":\"a\"}\n");
        Files.writeString(folder.resolve("job.yaml"), """
                source: { type: json, inputs: [{ collection: things, paths: [FOLDER/things.jsonl] }] }
                mapping: { "*": { group: g, entity: { name: "{name}" } } }
                embedding: { type: hashing }
                target: { uri: "bolt://127.0.0.1:1", password: p }
                write: { outage-limit: 0s }
                run: { directory: FOLDER/runs }
                """.replace("FOLDER", folder.toString()));
    }

    @Test
    void eachFaultHasACodeOfItsOwn() {
        Map<Fault, Integer> codes = new LinkedHashMap<>();
        for (Fault fault : Fault.values()) {
            codes.put(fault, ExitCode.of(fault).code());
        }
        assertThat(codes)
                .isEqualTo(Map.of(
                        Fault.CONFIGURATION, 3,
                        Fault.SOURCE, 4,
                        Fault.TARGET, 5,
                        Fault.EMBEDDING, 6,
                        Fault.JOB, 9,
                        Fault.RUN_NOT_FOUND, 10,
                        Fault.OWNED, 11,
                        Fault.OUT_OF_MEMORY, 12));
    }

    /** As it is thrown, in another exception, and as the reason why a job failed. */
    @ParameterizedTest
    @EnumSource(Fault.class)
    void everyCommandGivesAFaultTheSameCode(Fault fault) throws Exception {
        MigratorException thrown = new MigratorException(fault, "the sentence");
        for (Exception failure : List.of(
                thrown,
                new IllegalStateException("not for users", thrown),
                new JobFailure("the sentence", thrown),
                new IllegalStateException("not for users", new JobFailure("the sentence", thrown)))) {
            for (CommandLine command : commands().toList()) {
                StringWriter err = new StringWriter();
                command.setErr(new PrintWriter(err));
                int code = command.getExecutionExceptionHandler()
                        .handleExecutionException(failure, command, command.parseArgs("--help"));

                assertThat(code)
                        .as(command.getCommandName())
                        .isEqualTo(ExitCode.of(fault).code());
                assertThat(err.toString()).isEqualTo("graphiti-migrator: the sentence%n".formatted());
            }
        }
    }

    @Test
    void aJobThatFailsForAnotherReasonHasTheFaultJob() {
        assertThat(new JobFailure("the disk is full", new IOException("no space")).fault())
                .isEqualTo(Fault.JOB);
    }

    private static Stream<CommandLine> commands() {
        CommandLine main = Main.commandLine();
        main.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
        return Stream.concat(Stream.of(main), below(main));
    }

    private static Stream<CommandLine> below(CommandLine command) {
        return command.getSubcommands().values().stream()
                .filter(each -> !List.of("help", "generate-completion").contains(each.getCommandName()))
                .flatMap(each -> Stream.concat(Stream.of(each), below(each)));
    }

    @Test
    void aConfigurationThatIsNotThere() throws IOException {
        Files.delete(folder.resolve("job.yaml"));

        fail(
                Fault.CONFIGURATION,
                "migrate; migrate --dry-run; status; report; schema show; schema apply; schema apply --dry-run; schema rollback; config check",
                "there is no file 'FOLDER/job.yaml'; check the path");
    }

    @Test
    void aSourceThatIsNotThere() throws IOException {
        Files.delete(folder.resolve("things.jsonl"));

        fail(Fault.SOURCE, "migrate; migrate --dry-run", "things.jsonl");
    }

    @Test
    void aTargetThatDoesNotAnswer() throws IOException {
        writeRun("FINISHED");

        fail(
                Fault.TARGET,
                "migrate; report; schema show; schema apply; schema apply --dry-run; schema rollback",
                "bolt://127.0.0.1:1");
    }

    @Test
    void noRunYet() {
        fail(Fault.RUN_NOT_FOUND, "status; report; migrate --savepoint latest", "FOLDER/runs");
    }

    @Test
    void aRunThatIsNotThere() throws IOException {
        fail(
                Fault.RUN_NOT_FOUND,
                "status --run x; report --run x; migrate --savepoint latest --run x",
                "There is no run x in FOLDER/runs; 'status' without --run shows all.");
        writeRun("FINISHED");
        fail(
                Fault.RUN_NOT_FOUND,
                "status --run x; report --run x; migrate --savepoint latest --run x",
                "There is no run x in FOLDER/runs; 'status' without --run shows all.");
    }

    @Test
    void aRunThatCannotBeRead() throws IOException {
        Files.createDirectories(folder.resolve("runs").resolve(RUN).resolve("run.json"));

        fail(
                Fault.CONFIGURATION,
                "status; report; migrate --continue; migrate --savepoint latest; migrate --savepoint latest --run 20261122-101500-a1b2",
                "cannot read FOLDER/runs/%s/run.json (".formatted(RUN));
    }

    @Test
    void aRunThatIsDamaged() throws IOException {
        Files.createDirectories(folder.resolve("runs").resolve(RUN));
        Files.writeString(folder.resolve("runs").resolve(RUN).resolve("run.json"), "{");

        fail(
                Fault.SOURCE,
                "status; report; migrate --continue; migrate --savepoint latest; migrate --savepoint latest --run 20261122-101500-a1b2",
                "FOLDER/runs/%s/run.json is not what a run wrote".formatted(RUN));
    }

    @Test
    void aRunDirectoryOnAFileSystemThatFlinkDoesNotKnow() throws IOException {
        Path config = folder.resolve("job.yaml");
        Files.writeString(config, Files.readString(config).replace(folder + "/runs", "nowhere://bucket/runs"));

        fail(Fault.CONFIGURATION, "status; report; migrate; migrate --continue", "nowhere://bucket/runs");
    }

    private void writeRun(String state) throws IOException {
        Path run = Files.createDirectories(folder.resolve("runs").resolve(RUN));
        Files.writeString(run.resolve("run.json"), """
                {"run_id":"%s","started_at":"2026-11-22T10:15:00Z","tool_version":"1","config_hash":"h","config":"",
                 "source":"json","target":"bolt","job_ids":["j"],"state":"%s"}
                """.formatted(RUN, state));
    }

    /** The commands are split at semicolons; {@code FOLDER} is the scratch folder. */
    private void fail(Fault fault, String commands, String says) {
        for (String command : commands.split("; ", -1)) {
            String[] arguments = Stream.concat(
                            Arrays.stream(command.split(" ", -1)),
                            Stream.of("-c", folder.resolve("job.yaml").toString()))
                    .toArray(String[]::new);
            Call call = Call.of(arguments);

            assertThat(call.code())
                    .as(command + ": " + call.err())
                    .isEqualTo(ExitCode.of(fault).code());
            assertThat(call.err())
                    .as(command)
                    .contains(says.replace("FOLDER", folder.toString()))
                    .hasLineCount(1)
                    .doesNotContain("Exception");
        }
    }
}
