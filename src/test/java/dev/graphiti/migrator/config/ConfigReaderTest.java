package dev.graphiti.migrator.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigReaderTest {
    private static final String LEAST = """
            group-id: docs
            source: {type: files, path: data/}
            """;

    @Test
    void fillsInAllDefaults() {
        assertThat(read(LEAST))
                .isEqualTo(new Sample(
                        "docs",
                        new Sample.Files("data/", new ByteSize(64 << 20)),
                        new Sample.Write(
                                1000, Duration.ofMillis(500), Sample.OnExisting.KEEP, 0.5, false, Duration.ofHours(1)),
                        List.of(),
                        Map.of(),
                        List.of(),
                        null,
                        null));
    }

    @Test
    void readsEveryKey() {
        Sample sample = read("""
                group-id: "docs"
                source:
                  type: server
                  uri: http://localhost
                  api-key: 0123
                  port: 8080
                write:
                  batch-size: 20
                  retry-delay: 5 min
                  on-existing: fail-record
                  share: 1e-3
                  dry-run: true
                  timeout: null
                rules:
                  - field: lang
                    equals: de
                  - {field: size}
                times:
                  zebra: {type: field, name: made}
                  ant: {type: constant, at: 2024-05-01T00:00:00Z}
                tags: [a, "b", 1.10]
                max: 9000000000
                hook: {uri: "http://hook", headers: {Authorization: x}}
                """);

        assertThat(sample)
                .isEqualTo(new Sample(
                        "docs",
                        new Sample.Server("http://localhost", new Secret("0123"), 8080),
                        new Sample.Write(20, Duration.ofMinutes(5), Sample.OnExisting.FAIL_RECORD, 0.001, true, null),
                        List.of(new Sample.Rule("lang", "de"), new Sample.Rule("size", null)),
                        Map.of(
                                "zebra",
                                new Sample.FieldTime("made"),
                                "ant",
                                new Sample.ConstantTime(Instant.parse("2024-05-01T00:00:00Z"))),
                        List.of("a", "b", "1.10"),
                        9_000_000_000L,
                        new Sample.Hook("http://hook", Map.of("Authorization", new Secret("x")))));
        assertThat(sample.times().keySet()).containsExactly("zebra", "ant");
    }

    @Test
    void anAliasStandsForItsAnchor() {
        Sample sample = read(LEAST + "rules: [&same {field: lang}, *same]\ntags: [&a x, *a]\n");

        assertThat(sample.rules()).containsExactly(new Sample.Rule("lang", null), new Sample.Rule("lang", null));
        assertThat(sample.tags()).containsExactly("x", "x");
        assertRefused(
                LEAST + "rules: [&same {feild: lang, field: x}, *same]\n",
                "job.yaml:3:16: unknown key 'feild' in section 'rules[0]'; did you mean 'field'?",
                "job.yaml:3:16: unknown key 'feild' in section 'rules[1]'; did you mean 'field'?");
    }

    @Test
    void namesTheKeyThatWasMeant() {
        assertRefused(
                LEAST + "write:\n  batchsize: 5\n  retry_delay: 1s\n  colour: red\nGroupId: x\n",
                "job.yaml:4:3: unknown key 'batchsize' in section 'write'; did you mean 'batch-size'?",
                "job.yaml:5:3: unknown key 'retry_delay' in section 'write'; did you mean 'retry-delay'?",
                "job.yaml:6:3: unknown key 'colour' in section 'write';"
                        + " known are batch-size, dry-run, on-existing, retry-delay, share, timeout",
                "job.yaml:7:1: unknown key 'GroupId' at the top level; did you mean 'group-id'?");
    }

    @Test
    void namesWhatIsMissing() {
        assertRefused(
                "source:\n  type: files\nrules:\n  - equals: de\n",
                "job.yaml:1:1: missing key 'group-id' at the top level; it expects a text",
                "job.yaml:1:1: missing key 'path' in section 'source'; it expects a text",
                "job.yaml:4:5: missing key 'field' in section 'rules[0]'; it expects a text");
    }

    @Test
    void namesTheVariants() {
        assertRefused(
                "group-id: docs\nsource: {path: data/}\ntimes:\n  a:\n    type: feild\n",
                "job.yaml:2:1: missing key 'type' in section 'source'; it expects one of files, server",
                "job.yaml:5:11: 'times.a.type' expects one of field, constant, not 'feild'");
    }

    @Test
    void saysWhatAValueShouldHaveBeen() {
        assertRefused(
                """
                group-id: [docs]
                source: data/
                write:
                  batch-size: many
                  retry-delay: 30
                  on-existing: merge
                  share: .nan
                  dry-run: yes
                  timeout: 5 fortnights
                rules: {field: lang}
                times: [a]
                tags: a
                max: "5"
                hook:
                """,
                "job.yaml:1:11: 'group-id' expects a text, not a list",
                "job.yaml:2:9: 'source' expects a section, not 'data/'",
                "job.yaml:4:15: 'write.batch-size' expects a whole number up to 2147483647, not 'many'",
                "job.yaml:5:16: 'write.retry-delay' expects a duration such as 30s, 5 min, 500ms or PT5S, not '30'",
                "job.yaml:6:16: 'write.on-existing' expects one of keep, update, fail-record, not 'merge'",
                "job.yaml:7:10: 'write.share' expects a number, not '.nan'",
                "job.yaml:8:12: 'write.dry-run' expects true or false, not 'yes'",
                "job.yaml:9:12: 'write.timeout' expects a duration such as 30s, 5 min, 500ms or PT5S,"
                        + " not '5 fortnights'",
                "job.yaml:10:8: 'rules' expects a list, not a section",
                "job.yaml:11:8: 'times' expects a section, not a list",
                "job.yaml:12:7: 'tags' expects a list, not 'a'",
                "job.yaml:13:6: 'max' expects a whole number, not the text '5'; remove the quotes");
    }

    @Test
    void refusesWhatIsNoSectionAtAll() {
        assertRefused("- a\n", "job.yaml:1:1: the configuration expects a section, not a list");
        assertRefused("# hi\n a", "job.yaml:2:2: the configuration expects a section, not 'a'");
    }

    @Test
    void anEmptyValueIsNoDefault() {
        assertRefused(
                LEAST + "write:\ntags: [a, ~]\n",
                "job.yaml:3:1: 'write' is empty; it expects a section",
                "job.yaml:4:11: 'tags[1]' is empty; it expects a text");
    }

    @Test
    void refusesAKeyThatStandsTwice() {
        assertRefused(
                LEAST + "max: 1\nmax: 2\nunknown:\n  a: 1\n  a: 2\n",
                "job.yaml:4:1: key 'max' occurs twice, first in line 3; keep one",
                "job.yaml:5:1: unknown key 'unknown' at the top level; known are group-id, hook, max, rules, source,"
                        + " tags, times, write",
                "job.yaml:7:3: key 'a' occurs twice, first in line 6; keep one");
    }

    @Test
    void aRecordsOwnCheckPointsToItsSection() {
        assertRefused(
                LEAST + "write:\n  # none\n  batch-size: 0\n",
                "job.yaml:3:1: in section 'write': batch-size must be at least 1, got 0");
    }

    @Test
    void reportsTwentyProblemsAndCountsTheRest() {
        String keys =
                IntStream.range(0, 23).mapToObj(i -> "wrong" + i + ": 1\n").collect(Collectors.joining());

        assertThatThrownBy(() -> read(LEAST + keys))
                .message()
                .endsWith("\njob.yaml: and 3 more")
                .hasLineCount(21);
    }

    @Test
    void aFileThatCannotBeReadIsOneSentence(@TempDir Path folder) throws Exception {
        ConfigReader<Sample> reader = new ConfigReader<>(Sample.shape(), Map.of());
        Path none = folder.resolve("none.yaml");
        Path latin = Files.write(folder.resolve("latin.yaml"), new byte[] {'a', ':', ' ', (byte) 0xE4});

        assertThatThrownBy(() -> reader.read(none)).hasMessage("there is no file '" + none + "'; check the path");
        assertThatThrownBy(() -> reader.read(latin)).hasMessage(latin + " is not UTF-8 text; save it as UTF-8");
        assertThatThrownBy(() -> reader.read(folder))
                .isInstanceOf(MigratorException.class)
                .hasMessageStartingWith(folder + " is a folder; name the configuration file");
        assertThat(reader.read(Files.writeString(folder.resolve("good.yaml"), LEAST)))
                .isEqualTo(read(LEAST));
    }

    private static Sample read(String yaml) {
        return new ConfigReader<>(Sample.shape(), Map.of()).read(yaml, "job.yaml");
    }

    private static void assertRefused(String yaml, String... lines) {
        assertThatThrownBy(() -> read(yaml))
                .isInstanceOfSatisfying(
                        MigratorException.class,
                        failure -> assertThat(failure.fault()).isEqualTo(Fault.CONFIGURATION))
                .hasMessage(String.join("\n", lines));
    }
}
