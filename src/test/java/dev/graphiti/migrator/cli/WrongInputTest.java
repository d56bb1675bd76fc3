package dev.graphiti.migrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.app.MigrationConfig;
import dev.graphiti.migrator.config.WrongValues;
import dev.graphiti.migrator.config.WrongValues.Wrong;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each wrong value of each key, and each wrong call of each verb, is answered with. */
class WrongInputTest {
    /** Nothing listens on the port, so whatever is not refused before would fail there. */
    private static final String BASE = """
            source: { type: json, inputs: [{ collection: things, paths: [FOLDER/things.jsonl] }] }
            mapping: { "*": { group: g, entity: { name: "{name}" } } }
            embedding: { type: hashing }
            target: { uri: "bolt://127.0.0.1:1", password: p }
            write: { outage-limit: 0s }
            run: { directory: FOLDER/runs }
            """;

    @TempDir
    Path folder;

    @BeforeEach
    void writeFiles() throws IOException {
        Files.writeString(folder.resolve("things.jsonl"), "{\"name\":\"a\"}\n");
        Files.writeString(folder.resolve("sound.yaml"), here(BASE));
        Files.writeString(folder.resolve("empty.yaml"), "");
        Files.writeString(folder.resolve("broken.yaml"), "source: [");
        Files.createDirectory(folder.resolve("nothing"));
    }

    @Test
    void everyNumberDurationAndSizeHasBounds() {
        assertThat(WrongValues.unbounded(MigrationConfig.shape(), Set.of("run.allowed-dead-letters")))
                .as("settings without min and max")
                .isEmpty();
    }

    static List<Wrong> wrongValues() {
        return WrongValues.of(MigrationConfig.shape(), BASE);
    }

    @ParameterizedTest
    @MethodSource("wrongValues")
    void aWrongValueIsOneLineWithItsPlace(Wrong wrong) throws IOException {
        Path file = Files.writeString(folder.resolve("wrong.yaml"), wrong.yaml());

        Call call = Call.of("config", "check", "-c", file.toString());

        assertThat(call.err().strip())
                .as(wrong.yaml())
                .matches("graphiti-migrator: \\Q" + file + "\\E:\\d+:\\d+: [^\\n]*")
                .contains(wrong.says());
        assertThat(call.code()).isEqualTo(3);
        assertThat(call.out()).isEmpty();
    }

    /** Every verb that reads a configuration, with what it needs besides. */
    private static final List<String> VERBS = List.of(
            "migrate",
            "migrate --dry-run",
            "status",
            "report",
            "schema show",
            "schema apply",
            "schema rollback",
            "config check");

    @Test
    void everyVerbSaysWhatIsWrongWithTheFile() {
        for (String verb : VERBS) {
            check(verb + " -c FOLDER/nowhere.yaml", 3, "there is no file 'FOLDER/nowhere.yaml'; check the path");
            check(verb + " -c FOLDER", 3, "FOLDER is a folder; name the configuration file");
            check(verb + " -c FOLDER/empty.yaml", 3, "FOLDER/empty.yaml:1:1: the configuration is empty");
            check(verb + " -c FOLDER/broken.yaml", 3, "FOLDER/broken.yaml:1:10: this is not YAML: ");
        }
    }

    @Test
    void everyVerbRefusesWhatItDoesNotKnow() {
        for (String verb : VERBS) {
            check(verb, 2, "Missing required option");
            check(verb + " -c", 2, "Missing required parameter for option");
            check(verb + " -c FOLDER/sound.yaml --colour", 2, "--colour");
            check(verb + " -c FOLDER/sound.yaml more", 2, "more");
            check(verb + " -c FOLDER/sound.yaml -c FOLDER/sound.yaml", 2, "should be specified only once");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    migrate -p                         | 2  | Expected parameter for option
                    migrate -p many                    | 2  | 'many' is not an int
                    migrate -p 0                       | 2  | --parallelism must be 1 to 512, it is 0.
                    migrate -p -1                      | 2  | --parallelism must be 1 to 512, it is -1.
                    migrate -p 513                     | 2  | --parallelism must be 1 to 512, it is 513.
                    migrate -p 99999999999             | 2  | '99999999999' is not an int
                    migrate -s                         | 2  | Expected parameter for option
                    migrate --run                      | 2  | Expected parameter for option
                    migrate --run 20260101-000000-aaaa | 2  | give --savepoint too, or omit --run
                    migrate --continue --savepoint x   | 2  | give either --continue or --savepoint
                    migrate --continue=perhaps         | 2  | perhaps
                    migrate --dry-run --continue       | 2  | --dry-run does not start a run; omit --continue.
                    migrate --dry-run --savepoint x    | 2  | --dry-run does not start a run; omit --savepoint.
                    migrate --dry-run --run x          | 2  | --dry-run does not start a run; omit --run.
                    migrate --dry-run --detached       | 2  | --dry-run does not start a run; omit --detached.
                    migrate --dry-run -p 4             | 2  | --dry-run does not start a run; omit --parallelism.
                    status --run                       | 2  | Expected parameter for option
                    status                             | 10 | There is no run in FOLDER/runs yet.
                    status --run x                     | 10 | There is no run x in FOLDER/runs
                    report --run                       | 2  | Expected parameter for option
                    report --cluster                   | 2  | Expected parameter for option
                    report                             | 10 | There is no run in FOLDER/runs yet.
                    report --run x                     | 10 | There is no run x in FOLDER/runs
                    migrate --savepoint latest         | 10 | FOLDER/runs contains no unfinished run
                    schema show                        | 5  | bolt://127.0.0.1:1
                    schema apply                       | 5  | bolt://127.0.0.1:1
                    schema apply --dry-run             | 5  | bolt://127.0.0.1:1
                    schema rollback                    | 5  | bolt://127.0.0.1:1
                    """)
    void aWrongOptionIsRefused(String line, int code, String says) {
        check(line + " -c FOLDER/sound.yaml", code, says);
    }

    @ParameterizedTest
    @ValueSource(strings = {"migrate", "migrate --dry-run"})
    void whatIsNotThereToReadIsSaid(String verb) throws IOException {
        for (String path : List.of("nowhere.jsonl", "nothing", "nothing/*.jsonl")) {
            String yaml = here(BASE).replace("things.jsonl", path);
            Files.writeString(folder.resolve("job.yaml"), yaml);
            check(verb + " -c FOLDER/job.yaml", 4, path.equals("nothing") ? "FOLDER/nothing" : path);
        }
    }

    @ParameterizedTest
    @CsvSource({"config", "schema", "config chekc", "config check check", "help migarte"})
    void aVerbThatIsNotCompleteShowsUsage(String line) {
        check(line, 2, "");
    }

    /** The line is split at blanks; {@code FOLDER} stands for the scratch folder. */
    private void check(String line, int code, String says) {
        String[] arguments =
                Arrays.stream(line.strip().split(" ")).map(this::here).toArray(String[]::new);
        Call call = Call.of(arguments);

        assertThat(call.err()).as(line).contains(here(says)).doesNotContain("Exception", "\tat ");
        assertThat(call.code()).as(line).isEqualTo(code);
        if (code != 2) {
            assertThat(call.err().strip().lines()).as(line).hasSize(1);
        }
    }

    private String here(String text) {
        return text.replace("FOLDER", folder.toString());
    }
}
