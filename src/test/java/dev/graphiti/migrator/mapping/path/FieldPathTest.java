package dev.graphiti.migrator.mapping.path;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.model.RecordOrigin;
import dev.graphiti.migrator.source.fields.Fields;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FieldPathTest {
    private static final RecordOrigin ORIGIN = new RecordOrigin("json", "c", "", "s", "p");

    @Property
    void findsWhatFieldsFind(@ForAll("objects") Map<String, Object> root, @ForAll("paths") String path) {
        Fields fields = new Fields(root);

        assertThat(FieldPath.parse(path, TemplateContext.RECORD).find(Scope.of(fields, ORIGIN, "")))
                .isEqualTo(fields.at(path));
    }

    @Property
    void anExactPathFindsEachFieldAndNoOther(@ForAll("objects") Map<String, Object> root) {
        Fields fields = new Fields(root);

        root.forEach((key, value) -> {
            assertThat(find(fields, "\\" + key.replace(".", "\\."))).isSameAs(value);
            if (value instanceof Map<?, ?> map) {
                map.forEach((inner, innerValue) -> assertThat(find(
                                fields,
                                PathSteps.exact(key) + "."
                                        + PathSteps.exact(String.valueOf(inner)).replaceFirst("^", "\\\\")))
                        .isSameAs(innerValue));
            }
        });
    }

    @Test
    void namesOfTheRecordsOwnComeFirstAndBothAreReached() {
        Fields own = Fields.of("@timestamp", "own", "@id", "own id", "@version", 1L, "", "empty", "a b ", 2L);
        Scope scope = Scope.of(own, ORIGIN, "").withAbout(Fields.of("timestamp", "told", "offset", 7L));

        assertThat(find(scope, "@timestamp")).isEqualTo("own");
        assertThat(find(scope, "\\@timestamp")).isEqualTo("own");
        assertThat(find(scope, "@source.timestamp")).isEqualTo("told");
        assertThat(find(scope, "@offset")).isEqualTo(7L);
        assertThat(find(scope, "@version")).isEqualTo(1L);
        assertThat(find(scope, "@id")).isEqualTo("own id");
        assertThat(find(scope, "\\")).isEqualTo("empty");
        assertThat(find(scope, "@collection")).isEqualTo("c");
        assertThat(find(Scope.of(own, ORIGIN.withId("x"), ""), "@id")).isEqualTo("x");
        assertThat(find(Scope.of(own, ORIGIN.withId("x"), ""), "\\@id")).isEqualTo("own id");
        assertThat(find(Scope.of(Fields.EMPTY, ORIGIN, "").withAbout(scope.about()), "@timestamp"))
                .isEqualTo("told");
    }

    @Test
    void anEscapedNumberIsAName() {
        Fields fields = Fields.of("l", List.of(Map.of("0", "named"), Map.of("1", "other")));

        assertThat(find(fields, "l.0.0")).isEqualTo("named");
        assertThat(find(fields, "l.\\0")).isEqualTo(List.of("named"));
    }

    private static @Nullable Object find(Fields fields, String path) {
        return find(Scope.of(fields, ORIGIN, ""), path);
    }

    private static @Nullable Object find(Scope scope, String path) {
        return FieldPath.parse(path, TemplateContext.RECORD).find(scope);
    }

    @Provide
    Arbitrary<String> paths() {
        return Arbitraries.of("a", "b").list().ofMinSize(1).ofMaxSize(4).map(names -> String.join(".", names));
    }

    @Provide
    Arbitrary<Map<String, Object>> objects() {
        return objects(3);
    }

    private Arbitrary<Map<String, Object>> objects(int depth) {
        Arbitrary<Object> scalars = Arbitraries.of("x", "y").map(text -> text);
        Arbitrary<Object> values = depth == 0
                ? scalars
                : Arbitraries.oneOf(scalars, objects(depth - 1).map(map -> map));
        return Arbitraries.maps(paths(), values).ofMaxSize(4);
    }
}
