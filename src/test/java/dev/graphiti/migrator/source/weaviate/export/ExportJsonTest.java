package dev.graphiti.migrator.source.weaviate.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.graphiti.migrator.model.MigratorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExportJsonTest {
    @TempDir
    private Path folder;

    @Test
    void readsAnObject() throws IOException {
        assertThat(read("{\"classes\": []}").has("classes")).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'{\"classes\": [],\n {'   | 'it is not JSON at line 2, column 2'",
                "'{\"classes\": [{]}'      | 'it is not JSON at line 1, column 14'",
                "'{\"classes\": '          | 'it is not JSON at line 1, column 13'",
                "''                        | 'it is empty'",
                "'[]'                      | 'it is not a JSON object'",
                "'null'                    | 'it is not a JSON object'"
            })
    void somethingElseIsOneSentence(String content, String problem) {
        assertThatThrownBy(() -> read(content))
                .isInstanceOf(MigratorException.class)
                .hasMessageMatching("the schema a\\.json cannot be read: "
                        + problem.replaceAll("column \\d+", "column \\\\d+") + "; copy it again, or export again");
    }

    private JsonNode read(String content) throws IOException {
        Path file = Files.writeString(folder.resolve("a.json"), content);
        return ExportJson.read(new org.apache.flink.core.fs.Path(file.toUri()), "the schema a.json");
    }
}
