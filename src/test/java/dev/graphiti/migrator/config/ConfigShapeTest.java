package dev.graphiti.migrator.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A wrong annotation fails when the reader is made, not when somebody's configuration needs it. */
class ConfigShapeTest {
    record Undescribed(int size) {}

    record NullablePrimitive(@Setting("A size.") @Nullable int size) {}

    record Unknown(@Setting("A set.") Set<String> names) {}

    record UnknownKeys(@Setting("A map.") Map<Integer, String> names) {}

    record Twice(
            @Setting("A.") int size,
            @Setting(value = "B.", key = "size") int other) {}

    record BadDefault(
            @Setting(value = "A size.", defaultValue = "many")
            int size) {}

    record BadExample(
            @Setting(value = "A size.", example = "'5'") int size) {}

    record Open(@Setting("A choice.") Choice choice) {}

    record Direct(@Setting("A variant.") Left left) {}

    interface Choice {}

    @Variant(value = "left", description = "One.")
    record Left(@Setting("A size.") int size) implements Choice {}

    @Variant(value = "left", description = "Another.")
    record AlsoLeft() implements Choice {}

    @Variant(value = "typed", description = "Has the key that chooses it.")
    record Typed(@Setting("A type.") String type) implements Choice {}

    record Unnamed() implements Choice {}

    record Tree(
            @Setting("Below.") List<Tree> children,
            @Setting("A leaf.") @Nullable Tree leaf) {}

    record Endless(@Setting("Again.") Endless again) {}

    @Test
    void refusesRecordsThatNoYamlIsReadInto() {
        assertRefused(ConfigShape.of(Undescribed.class), "Undescribed.size has no @Setting; say what it means");
        assertRefused(
                ConfigShape.of(NullablePrimitive.class),
                "NullablePrimitive.size is primitive and cannot be @Nullable; box it");
        assertRefused(
                ConfigShape.of(Unknown.class),
                "Unknown.names has a type that no YAML value is read into: java.util.Set<java.lang.String>");
        assertRefused(
                ConfigShape.of(UnknownKeys.class),
                "UnknownKeys.names has a type that no YAML value is read into:"
                        + " java.util.Map<java.lang.Integer, java.lang.String>");
        assertRefused(ConfigShape.of(Twice.class), "Twice has two keys 'size'");
        assertRefused(
                ConfigShape.of(Direct.class),
                "Direct.left has a type that no YAML value is read into: " + Left.class.getName());
    }

    @Test
    void refusesDefaultsAndExamplesThatAreNone() {
        assertThatThrownBy(() -> reader(ConfigShape.of(BadDefault.class)))
                .hasMessageStartingWith("@Setting of ")
                .hasMessageContaining("BadDefault.size()")
                .hasMessageEndingWith(":1:1: 'size' expects a whole number up to 2147483647, not 'many'");
        assertThatThrownBy(() -> reader(ConfigShape.of(BadExample.class)))
                .hasMessageEndingWith("not the text '5'; remove the quotes");
    }

    @Test
    void refusesVariantsThatCannotBeToldApart() {
        ConfigShape<Open> open = ConfigShape.of(Open.class);

        assertRefused(open, "Open.choice: name the variants of Choice");
        assertRefused(
                open.withVariants(Choice.class, List.of(Left.class, AlsoLeft.class)),
                "Open.choice has two variants 'left'");
        assertRefused(
                open.withVariants(Choice.class, List.of(Unnamed.class)), "Unnamed must be a record with @Variant");
        assertRefused(open.withVariants(Choice.class, List.of(Typed.class)), "Typed has two keys 'type'");
    }

    @Test
    void aRecordMayContainItself() {
        Tree tree = new Tree(List.of(new Tree(List.of(), null)), new Tree(List.of(), null));

        assertThat(reader(ConfigShape.of(Tree.class)).read("children: [{}]\nleaf: {children: []}", "tree.yaml"))
                .isEqualTo(tree);
        assertThatThrownBy(() -> reader(ConfigShape.of(Endless.class)).read("{}", "endless.yaml"))
                .hasMessage("endless.yaml:1:1: missing key 'again' at the top level; it expects a section");
    }

    private static void assertRefused(ConfigShape<?> shape, String message) {
        assertThatThrownBy(() -> reader(shape))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    private static <T extends Record> ConfigReader<T> reader(ConfigShape<T> shape) {
        return new ConfigReader<>(shape, Map.of());
    }
}
