package dev.graphiti.migrator.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graphiti.migrator.mapping.graphrag.GraphRagMapping;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GraphRagMigrationTest {
    private static final String LEAST = """
            source: { type: graphrag, path: output%s }
            embedding: { type: hashing, dimension: 8%s }
            target: { uri: "bolt://localhost:7687", password: secret }
            """;

    @Test
    void bringsItsOwnMapping() {
        assertThat(Configs.read(LEAST.formatted("", "")).recordMapping(Instant.EPOCH))
                .isInstanceOf(GraphRagMapping.class);
        assertThat(Configs.read(LEAST.formatted(", embeddings: keep, embeddings-model: hashing", ""))
                        .recordMapping(Instant.EPOCH)
                        .hasReferences())
                .isTrue();
    }

    @Test
    void refusesAMappingThatWouldHaveNoEffect() {
        assertThatThrownBy(() -> Configs.read(LEAST.formatted("", "")
                        + "mapping: { people: { id: id, group: acme, entity: { name: name } } }"))
                .hasMessageContaining("a graphrag source has a built-in mapping");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ", embeddings: keep|''|embeddings can be kept only when embeddings-model names",
                ", embeddings: keep, embeddings-model: other|''|vectors are of the model other and embedding makes those of hashing",
                ", embeddings: keep, embeddings-model: hashing|, vectors: reembed|with vectors: reembed",
                ", time: { if-missing: soon }|''|source.time.if-missing is 'soon'",
                ", time: { formats: [nonsense] }|''|'nonsense' is neither iso",
                ", group: ' '|''|group is empty",
                ", dangling: drop|''|dead-letter, stub-entity"
            })
    void refusesWhatCanNeverBeRight(String source, String embedding, String why) {
        assertThatThrownBy(() -> Configs.read(LEAST.formatted(source, embedding)))
                .hasMessageContaining(why);
    }
}
