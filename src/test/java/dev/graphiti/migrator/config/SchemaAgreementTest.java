package dev.graphiti.migrator.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.graphiti.migrator.model.MigratorException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reader and JSON Schema agree on what a configuration is. */
class SchemaAgreementTest {
    private static final ConfigShape<Sample> SHAPE = Sample.shape();
    private static final ConfigReader<Sample> READER =
            new ConfigReader<>(SHAPE, Map.of("KIND", "files", "N", "5", "S", "x"));
    private static final JsonSchema SCHEMA = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(new JsonSchemaWriter(SHAPE).write("Sample"));
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final List<String> PLAIN =
            EffectiveConfig.of(SHAPE, Samples.plain()).yaml().lines().toList();
    private static final String LEAST = "group-id: docs\nsource: {type: files, path: data/}\n";

    @Property(tries = 200)
    void whatIsReadIsValid(@ForAll("samples") Sample sample) throws IOException {
        String yaml = EffectiveConfig.of(SHAPE, sample).yaml();

        READER.read(yaml, "job.yaml");
        assertThat(findings(yaml)).isEmpty();
    }

    @Property(tries = 200)
    void anUnknownKeyIsRefusedInItsLine(@ForAll("unknownKeys") String key, @ForAll("keyLines") int line)
            throws IOException {
        List<String> lines = new ArrayList<>(PLAIN);
        String indent = " "
                .repeat(lines.get(line).length()
                        - lines.get(line).stripLeading().length());
        lines.add(line, indent + key + ": 1");
        String yaml = String.join("\n", lines);

        assertThatThrownBy(() -> READER.read(yaml, "job.yaml"))
                .hasMessageStartingWith("job.yaml:%d:%d: unknown key '%s' ", line + 1, indent.length() + 1, key)
                .message()
                .hasLineCount(1);
        assertThat(findings(yaml)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "write: {batch-size: '${N}', share: '${N}', dry-run: '${T:-true}', retry-delay: '${N}s'}",
                "write: {timeout: null, on-existing: '${T:-keep}'}",
                "write: {timeout: PT5S, retry-delay: 5 min, share: 7}",
                "max: null",
                "hook: null",
                "tags: [1, true, 2.5, text, '${S}']",
                "times: {a: {type: '${K:-field}', name: x}, b: {type: constant, at: '2024-05-01T10:00:00+02:00'}}",
            })
    void acceptedByBoth(String more) throws IOException {
        String yaml = LEAST + more;

        READER.read(yaml, "job.yaml");
        assertThat(findings(yaml)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "write: {batch-size: '5'}",
                "write: {batch-size: 3000000000}",
                "write: {batch-size: null}",
                "write: {retry-delay: 30}",
                "write: {retry-delay: 30 m}",
                "write: {on-existing: KEEP}",
                "write: {dry-run: 'true'}",
                "write: null",
                "tags: a",
                "tags: [[a]]",
                "times: {a: {type: files, path: x}}",
                "times: {a: {type: field}}",
                "times: {a: {type: constant, at: yesterday}}",
                "rules: [{equals: x}]",
                "hook: {uri: x, header: {}}",
                "hook: {uri: x, headers: {a: [b]}}",
            })
    void refusedByBoth(String more) throws IOException {
        String yaml = LEAST + more;

        assertThatThrownBy(() -> READER.read(yaml, "job.yaml")).isInstanceOf(MigratorException.class);
        assertThat(findings(yaml)).isNotEmpty();
    }

    @Provide
    Arbitrary<Sample> samples() {
        return Samples.any();
    }

    /** No key of the sample begins with x. */
    @Provide
    Arbitrary<String> unknownKeys() {
        return Arbitraries.strings()
                .withCharRange('a', 'z')
                .withChars("-_0")
                .ofMaxLength(20)
                .map(key -> "x" + key);
    }

    /** Lines of the plain sample that hold a key of a record, from 0; the keys of maps are the user's. */
    @Provide
    Arbitrary<Integer> keyLines() {
        return Arbitraries.of(0, 1, 2, 3, 5, 6, 7, 12, 13, 15, 17, 19, 20, 22, 24, 25, 26, 27);
    }

    private static Set<ValidationMessage> findings(String yaml) throws IOException {
        return SCHEMA.validate(YAML.readTree(yaml));
    }
}
