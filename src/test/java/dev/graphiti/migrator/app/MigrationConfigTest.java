package dev.graphiti.migrator.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.graphiti.migrator.config.ByteSize;
import dev.graphiti.migrator.config.EffectiveConfig;
import dev.graphiti.migrator.config.JsonSchemaWriter;
import dev.graphiti.migrator.embedding.config.HashingOptions;
import dev.graphiti.migrator.embedding.config.OnnxOptions;
import dev.graphiti.migrator.graph.write.WriteOptions.OnExisting;
import dev.graphiti.migrator.mapping.yaml.GraphitiMapping;
import dev.graphiti.migrator.mapping.yaml.RecordMapper;
import dev.graphiti.migrator.source.json.JsonSourceOptions;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MigrationConfigTest {
    private static final JsonSchema SCHEMA = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(new JsonSchemaWriter(MigrationConfig.shape()).write("configuration"));

    @Test
    void hasDefaultsForAllThatCanHaveOne() {
        MigrationConfig config = Configs.read(Configs.LEAST);

        assertThat(config.checkpoint())
                .isEqualTo(new CheckpointOptions(Duration.ofSeconds(10), Duration.ofMinutes(15), null));
        assertThat(config.run())
                .isEqualTo(new RunOptions(null, null, 0, new ByteSize(1 << 20), null, Duration.ofSeconds(30)));
        assertThat(config.write().batchSize()).isEqualTo(4000);
        assertThat(config.write().spread()).isEqualTo(1);
        assertThat(config.write().onExisting()).isEqualTo(OnExisting.KEEP);
        assertThat(config.write().outageLimit()).isEqualTo(Duration.ofMinutes(10));
        assertThat(Objects.requireNonNull(config.target()).database()).isEqualTo("neo4j");
        assertThat(config.embedding()).isInstanceOf(HashingOptions.class);
    }

    @Test
    void readsTheDemo() throws IOException {
        MigrationConfig demo = Configs.demo();

        assertThat(demo.source()).isInstanceOf(JsonSourceOptions.class);
        assertThat(demo.source().source().splits()).hasSizeGreaterThan(4);
        assertThat(demo.mapping()).containsOnlyKeys("products", "people", "notes", "tickets");
        assertThat(demo.embedding()).isInstanceOf(OnnxOptions.class);
        assertThat(demo.target()).isNull();
        assertThat(demo.run().allowedDeadLetters()).isPositive();
        assertThat(new RecordMapper(demo.mapping(), Instant.EPOCH)).isNotNull();
    }

    @Test
    void theSchemaAcceptsWhatTheReaderReads() throws IOException {
        assertThat(findings(Configs.demoText())).isEmpty();
        assertThat(findings(Configs.LEAST)).isEmpty();
        assertThat(findings(EffectiveConfig.of(MigrationConfig.shape(), Configs.demo())
                        .yaml()))
                .isEmpty();
    }

    @Test
    void theEffectiveConfigurationSaysTheSameAgain() {
        String yaml =
                EffectiveConfig.of(MigrationConfig.shape(), Configs.demo()).yaml();

        assertThat(EffectiveConfig.of(MigrationConfig.shape(), Configs.read(yaml))
                        .yaml())
                .isEqualTo(yaml);
    }

    @Test
    void theEffectiveConfigurationHoldsNoSecret() {
        String yaml = EffectiveConfig.of(MigrationConfig.shape(), Configs.read(Configs.LEAST))
                .yaml();

        assertThat(yaml).contains("bolt://localhost:7687").doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"run: { parallelism: 0 }", "write: { spread: 0 }", "write: { batch-size: 0 }", "wirte: {}"})
    void refuses(String more) {
        assertThatThrownBy(() -> Configs.read(Configs.LEAST + more))
                .hasMessageStartingWith("test.yaml:5:")
                .message()
                .hasLineCount(1);
    }

    @Test
    void mappingIsRequiredOnlyWhereTheSourceHasNone() {
        String copy = """
                source: { type: graphiti, uri: "bolt://localhost:7687", password: secret, groups: [shop] }
                embedding: { type: none, model: generated, dimension: 8 }
                """;

        assertThat(Configs.read(copy).recordMapping(Instant.EPOCH)).isInstanceOf(GraphitiMapping.class);
        assertThatThrownBy(() -> Configs.read(copy + "mapping: { people: { group: acme, entity: { name: name } } }"))
                .hasMessageContaining("mapping is not allowed for this source");
        assertThatThrownBy(() -> Configs.read(Configs.LEAST.replaceFirst("(?m)^mapping:.*$", "")))
                .hasMessageContaining("mapping is missing; define it for each collection");
    }

    private static Iterable<?> findings(String yaml) throws IOException {
        return SCHEMA.validate(new YAMLMapper().readTree(yaml));
    }
}
