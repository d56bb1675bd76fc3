package dev.graphiti.migrator.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.model.RecordOrigin;
import dev.graphiti.migrator.source.Fields;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class FieldPathTest {
    private static final RecordOrigin ORIGIN = new RecordOrigin("json", "c", "", "s", "p");

    @Property
    void findsWhatFieldsFind(@ForAll("objects") Map<String, Object> root, @ForAll("paths") String path) {
        Fields fields = new Fields(root);

        assertThat(FieldPath.parse(path, TemplateContext.RECORD).find(Scope.of(fields, ORIGIN, "")))
                .isEqualTo(fields.at(path));
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
