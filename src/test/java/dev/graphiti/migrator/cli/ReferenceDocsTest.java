package dev.graphiti.migrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReferenceDocsTest {
    @ParameterizedTest
    @CsvSource({"reference,configuration.md", "json-schema,configuration.schema.json"})
    void areWhatTheCommandLinePrints(String command, String file) {
        Call call = Call.of("config", command);

        assertThat(call.code()).isZero();
        assertThat(Path.of("docs", file))
                .as("make it again with: scripts/graphiti-migrator config %s > docs/%s", command, file)
                .hasContent(call.out());
    }
}
