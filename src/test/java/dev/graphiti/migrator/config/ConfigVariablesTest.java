package dev.graphiti.migrator.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfigVariablesTest {
    @Test
    void variablesStandInAnyValue() {
        Sample sample = read(
                """
                group-id: ${GROUP}_${PART:-eu}
                source: {type: "${KIND}", path: "a/${EMPTY:-b}/$${c}", chunk: "${SIZE}mb"}
                write: {batch-size: "${BATCH}", dry-run: '${DRY}', on-existing: "${WHEN}"}
                """,
                Map.of(
                        "GROUP", "docs", "KIND", "files", "EMPTY", "", "SIZE", "2", "BATCH", "7", "DRY", "true", "WHEN",
                        "update"));

        assertThat(sample.groupId()).isEqualTo("docs_eu");
        assertThat(sample.source()).isEqualTo(new Sample.Files("a/b/${c}", new ByteSize(2 << 20)));
        assertThat(sample.write().batchSize()).isEqualTo(7);
        assertThat(sample.write().dryRun()).isTrue();
        assertThat(sample.write().onExisting()).isEqualTo(Sample.OnExisting.UPDATE);
    }

    @Test
    void aValueCannotBecomeStructure() {
        Sample sample = read(
                "group-id: ${GROUP}\nsource: {type: files, path: x}\ntags: ['${TAG}']\n",
                Map.of("GROUP", "docs\nmax: 1", "TAG", "a, b]"));

        assertThat(sample.groupId()).isEqualTo("docs\nmax: 1");
        assertThat(sample.tags()).isEqualTo(List.of("a, b]"));
        assertThat(sample.limit()).isNull();
    }

    @Test
    void whatIsPutInIsNotSearchedForVariables() {
        Sample sample = read(
                "group-id: ${GROUP}\nsource: {type: files, path: x}\n", Map.of("GROUP", "${OTHER}$1\\", "OTHER", "o"));

        assertThat(sample.groupId()).isEqualTo("${OTHER}$1\\");
    }

    @Test
    void anOptionalValueWhoseVariableIsEmptyIsNotGiven() {
        Sample sample = read(
                "group-id: docs\nsource: {type: server, uri: 'http://x', api-key: '${KEY:-}'}\nmax: ${MAX:-}\n",
                Map.of("KEY", ""));

        assertThat(sample.source()).isEqualTo(new Sample.Server("http://x", null, 443));
        assertThat(sample.limit()).isNull();
    }

    @Test
    void namesTheVariableThatIsNotSet() {
        assertThatThrownBy(() -> read("group-id: ${GROUP}\nsource: {type: files, path: 'a${1}${B'}\n", Map.of()))
                .hasMessage("""
                        job.yaml:1:11: variable 'GROUP' is not set; set it in the environment or give it a default \
                        as in ${GROUP:-...}
                        job.yaml:2:29: 'a${1}${B' contains a ${ that is not of the form ${NAME} or ${NAME:-default}; \
                        write $${ for a literal ${""");
    }

    @Test
    void neverPrintsWhatWasPutIn() {
        String yaml = """
                group-id: docs
                source: {type: server, uri: "bolt://${USER}@host", port: "${PASSWORD}"}
                write: {batch-size: "${BATCH}", share: "0.${PASSWORD}", on-existing: "${PASSWORD}"}
                """;

        assertThatThrownBy(() -> read(yaml, Map.of("USER", "me:hunter2", "PASSWORD", "hunter2", "BATCH", "0")))
                .hasMessage("""
                        job.yaml:2:58: 'source.port' expects a whole number up to 2147483647, but '${PASSWORD}' \
                        has another value
                        job.yaml:3:40: 'write.share' expects a number, but '0.${PASSWORD}' has another value
                        job.yaml:3:70: 'write.on-existing' expects one of keep, update, fail-record, but \
                        '${PASSWORD}' has another value""");
        assertThatThrownBy(() -> read(
                        yaml.replace("PASSWORD", "NUMBER").replace("on-existing: \"${NUMBER}\"", ""),
                        Map.of("USER", "me:hunter2", "NUMBER", "25", "BATCH", "0")))
                .hasMessage("""
                        job.yaml:2:1: in section 'source': uri must begin with http, got 'bolt://${USER}@host'
                        job.yaml:3:1: in section 'write': batch-size must be at least 1, got ${BATCH}""");
    }

    private static Sample read(String yaml, Map<String, String> environment) {
        return new ConfigReader<>(Sample.shape(), environment).read(yaml, "job.yaml");
    }
}
