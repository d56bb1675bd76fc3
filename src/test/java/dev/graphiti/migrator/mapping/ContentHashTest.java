package dev.graphiti.migrator.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.source.fields.Fields;
import dev.graphiti.migrator.source.fields.Numbers;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class ContentHashTest {
    @Test
    void orderOfKeysDoesNotCount() {
        assertThat(ContentHash.of(Fields.of("a", 1L, "b", Map.of("c", 2L))))
                .isEqualTo(ContentHash.of(Fields.of("b", Map.of("c", 2L), "a", 1L)))
                .matches("[0-9a-f]{32}");
    }

    @Test
    void everythingElseCounts() {
        assertThat(Stream.of(
                                Fields.EMPTY,
                                new Fields(Collections.singletonMap("a", null)),
                                Fields.of("a", 1L),
                                Fields.of("a", 1.0),
                                Fields.of("a", "1"),
                                Fields.of("a", true),
                                Fields.of("a", false),
                                Fields.of("b", 1L),
                                Fields.of("a", List.of()),
                                Fields.of("a", Map.of()),
                                Fields.of("a", List.of(1L, 2L)),
                                Fields.of("a", List.of(2L, 1L)),
                                Fields.of("a", List.of(List.of(1L), 2L)),
                                Fields.of("a", List.of(List.of(1L, 2L))),
                                Fields.of("a", new Numbers(new double[] {1, 2})),
                                Fields.of("a", new Numbers(new double[] {2, 1})),
                                Fields.of("ab", "c"),
                                Fields.of("a", "bc"))
                        .map(ContentHash::of))
                .doesNotHaveDuplicates();
    }

    @Property(tries = 200)
    void isFunctionOfContent(@ForAll("fields") Fields fields) {
        assertThat(ContentHash.of(fields)).isEqualTo(ContentHash.of(new Fields(FieldTrees.reversed(fields.root()))));
    }

    @Provide
    Arbitrary<Fields> fields() {
        return FieldTrees.any();
    }
}
