package dev.graphiti.migrator.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A section that is there if omitted, and may be off. */
class OptionalSectionTest {
    record Root(
            @Setting(value = "A cut.", defaultValue = "{ size: 7 }") @Nullable
            Cut cut) {}

    record Cut(
            @Setting(value = "Its size.", defaultValue = "5")
            int size) {}

    private static final ConfigShape<Root> SHAPE = ConfigShape.of(Root.class);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "{} | 7",
                "'cut: {}' | 5",
                "'cut: { size: 3 }' | 3",
                "cut: off | none",
                "cut: false | none",
                "cut: \"off\" | none",
                "cut: null | none"
            })
    void isReadAsTheSchemaAllows(String yaml, @Nullable Integer size) throws IOException {
        Root root = new ConfigReader<>(SHAPE, Map.of()).read(yaml, "job.yaml");

        assertThat(root.cut()).isEqualTo(size == null ? null : new Cut(size));
        String schema = new JsonSchemaWriter(SHAPE).write("Root");
        assertThat(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                        .getSchema(schema)
                        .validate(new YAMLMapper().readTree(yaml)))
                .isEmpty();
        String effective = EffectiveConfig.of(SHAPE, root).yaml();
        assertThat(new ConfigReader<>(SHAPE, Map.of()).read(effective, "job.yaml"))
                .isEqualTo(root);
    }
}
