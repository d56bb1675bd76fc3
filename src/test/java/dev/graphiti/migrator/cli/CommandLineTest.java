package dev.graphiti.migrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CommandLineTest {
    @Test
    void exitCodesNeverChange() {
        assertThat(ExitCode.values())
                .extracting(code -> code + " " + code.code())
                .containsExactly(
                        "OK 0",
                        "INTERNAL 1",
                        "USAGE 2",
                        "CONFIGURATION 3",
                        "SOURCE 4",
                        "TARGET 5",
                        "EMBEDDING 6",
                        "DEAD_LETTERS 7",
                        "SUM_BROKEN 8",
                        "JOB_FAILED 9",
                        "NOTHING_FOUND 10",
                        "OWNED 11",
                        "OUT_OF_MEMORY 12",
                        "INTERRUPTED 130",
                        "TERMINATED 143");
    }

    @Test
    void helpTellsTheExitCodes() {
        String help = Call.of("--help").out().replaceAll("\\s+", " ");

        assertThat(ExitCode.table()).hasSize(ExitCode.values().length);
        for (Map.Entry<String, String> code : ExitCode.table().entrySet()) {
            assertThat(help).contains(code.getKey() + " " + code.getValue());
        }
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandHasHelpAndVersion(List<String> command) {
        Call help = Call.of(with(command, "--help"));
        assertThat(help.code()).isZero();
        assertThat(help.out()).contains("Usage: ").contains(String.join(" ", command));
        assertThat(help.err()).isEmpty();

        Call version = Call.of(with(command, "--version"));
        assertThat(version.code()).isZero();
        assertThat(version.out()).startsWith("graphiti-migrator ");
    }

    static Stream<List<String>> commands() {
        List<List<String>> all = new ArrayList<>();
        collect(Main.commandLine(), List.of(), all);
        return all.stream();
    }

    /** Picocli's own {@code help} is its help. */
    private static void collect(CommandLine commandLine, List<String> path, List<List<String>> all) {
        all.add(path);
        commandLine.getSubcommands().forEach((name, sub) -> {
            if (!name.equals("help")) {
                List<String> longer = new ArrayList<>(path);
                longer.add(name);
                collect(sub, longer, all);
            }
        });
    }

    private static String[] with(List<String> command, String option) {
        return Stream.concat(command.stream(), Stream.of(option)).toArray(String[]::new);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "migarte",
                "migrate",
                "migrate --config",
                "migrate -c x.yaml --fast",
                "migrate -c x.yaml -p many",
                "migrate -c x.yaml -p 0",
                "migrate -c x.yaml --run 20261122-101500-a1b2",
                "schema",
                "schema -c x.yaml drop",
                "config",
                "status"
            })
    void aWrongCommandLineShowsUsage(String line) {
        Call call = Call.of(line.isEmpty() ? new String[0] : line.split(" ", -1));

        assertThat(call.code()).isEqualTo(2);
        assertThat(call.out()).isEmpty();
        assertThat(call.err()).doesNotContain("Exception").containsPattern("Usage|Did you mean|Possible solutions");
    }

    @Test
    void completesOnTab() {
        Call call = Call.of("generate-completion");

        assertThat(call.code()).isZero();
        assertThat(call.out()).contains("complete -F").contains("rollback").contains("--savepoint");
    }
}
