package dev.graphiti.migrator.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Builds the records of one document. A value that cannot be built is reported and comes back as null, and a record is
 * built only when nothing was reported below it; so one pass finds all problems.
 */
final class NodeReader {
    /** Instead of a section that applies if omitted. YAML 1.1 reads {@code off} as {@code false}. */
    private static final Set<String> OFF = Set.of("off", "false");

    private static final int MAX_SHOWN = 60;

    private final Sections sections;
    private final Variables variables;
    private final ConfigErrors problems;

    NodeReader(Sections sections, Variables variables, ConfigErrors problems) {
        this.sections = sections;
        this.variables = variables;
        this.problems = problems;
    }

    /** Reads the defaults and examples of annotations only. */
    static NodeReader forAnnotations(Sections sections) {
        return new NodeReader(sections, Variables.none(), new ConfigErrors("annotations"));
    }

    @Nullable
    Object read(ValueType type, YamlLocation place) {
        if (YamlText.isNull(place.node())) {
            problems.at(place.mark(), "'%s' is empty; it expects %s".formatted(place.path(), type.expects()));
            return null;
        }
        if (type instanceof Scalar scalar) {
            return scalar(scalar, place);
        } else if (type instanceof ValueType.ListOf list) {
            return list(list, place);
        } else if (type instanceof ValueType.MapOf map) {
            return map(map, place);
        } else if (type instanceof ValueType.Nested nested) {
            return section(sections.of(nested.type()), place);
        }
        return variant((ValueType.OneOf) type, place);
    }

    /** The value of a key that is not written, or null if that is its value. */
    @Nullable
    Object defaultOf(Key key) {
        return key.defaultText() == null ? null : annotated(key, key.defaultText());
    }

    /**
     * Checks what the annotation of a key says.
     *
     * @throws IllegalArgumentException if its default or its example is not a value of the key
     */
    void check(Key key) {
        defaultOf(key);
        if (key.example() != null) {
            annotated(key, key.example());
        }
    }

    /** Defaults and examples are YAML, but hold no variables. */
    private @Nullable Object annotated(Key key, String yaml) {
        ConfigErrors wrong = new ConfigErrors("@Setting of " + key.accessor());
        Node node = YamlText.compose(yaml, wrong);
        Object value = null;
        if (node != null) {
            YamlLocation place = new YamlLocation(key.name(), node.getStartMark(), node);
            value = new NodeReader(sections, Variables.none(), wrong).read(key.type(), place);
        }
        if (value != null && !key.bounds().contain(value)) {
            throw new IllegalArgumentException("@Setting of %s: %s is not %s"
                    .formatted(key.accessor(), yaml, key.bounds().words()));
        }
        if (wrong.reported() > 0) {
            throw new IllegalArgumentException(wrong.toString());
        }
        return value;
    }

    private @Nullable Object scalar(Scalar scalar, YamlLocation place) {
        if (!(place.node() instanceof ScalarNode node)) {
            return mismatch(scalar.expects(), place);
        }
        int before = problems.reported();
        String written = node.getValue();
        String text = variables.fill(written, sentence -> problems.at(node.getStartMark(), sentence));
        if (problems.reported() > before) {
            return null;
        }
        boolean quoted = !node.isPlain() && !variables.areIn(written);
        Object value = scalar.parse(text);
        if (value != null && quoted && scalar.bare()) {
            problems.mismatch(place, scalar.expects(), "not the text '%s'; remove the quotes".formatted(text));
            return null;
        }
        return value == null ? mismatch(scalar.expects(), place) : value;
    }

    private @Nullable List<Object> list(ValueType.ListOf type, YamlLocation place) {
        if (!(place.node() instanceof SequenceNode node)) {
            mismatch(type.expects(), place);
            return null;
        }
        List<Object> items = new ArrayList<>();
        for (Node item : node.getValue()) {
            Object value = read(type.item(), place.item(items.size(), item));
            items.add(value == null ? item : value); // a placeholder keeps the count; the list is not used then
        }
        return Collections.unmodifiableList(items);
    }

    private @Nullable Map<String, Object> map(ValueType.MapOf type, YamlLocation place) {
        if (!(place.node() instanceof MappingNode node)) {
            mismatch(type.expects(), place);
            return null;
        }
        Map<String, Object> values = new LinkedHashMap<>();
        YamlText.entries(node).forEach((key, entry) -> {
            Object value = read(type.item(), place.at(key, entry));
            if (value != null) {
                values.put(key, value);
            }
        });
        return Collections.unmodifiableMap(values);
    }

    private @Nullable Object variant(ValueType.OneOf type, YamlLocation place) {
        if (!(place.node() instanceof MappingNode node)) {
            return mismatch(type.expects(), place);
        }
        Map<String, Section> byName = new LinkedHashMap<>();
        type.variants().forEach(variant -> byName.put(Sections.variantName(variant), sections.of(variant)));
        NodeTuple chosen = YamlText.entries(node).get(Sections.TYPE);
        if (chosen == null) {
            problems.missingKey(place, Sections.TYPE, Scalar.named(byName).expects());
            return null;
        }
        Object section = read(Scalar.named(byName), place.at(Sections.TYPE, chosen));
        return section == null ? null : section((Section) section, place);
    }

    private @Nullable Object section(Section section, YamlLocation place) {
        if (!(place.node() instanceof MappingNode node)) {
            return mismatch("a section", place);
        }
        int before = problems.reported();
        int filled = variables.count();
        Map<String, NodeTuple> entries = YamlText.entries(node);
        List<@Nullable Object> values = new ArrayList<>();
        for (Key key : section.keys()) {
            NodeTuple entry = entries.remove(key.name());
            values.add(entry == null ? absent(key, place) : present(key, place.at(key.name(), entry)));
        }
        if (section.variant() != null) {
            entries.remove(Sections.TYPE);
        }
        entries.forEach((name, entry) -> problems.unknownKey(section, place, place.at(name, entry), name));
        if (problems.reported() > before) {
            return null;
        }
        try {
            return section.build(values.toArray());
        } catch (IllegalArgumentException e) {
            String reason = variables.hideIn(String.valueOf(e.getMessage()), filled);
            problems.at(place.mark(), Section.named(place.path()) + ": " + reason);
            return null;
        }
    }

    private @Nullable Object present(Key key, YamlLocation place) {
        if (key.nullable() && isNothing(key, place.node())) {
            return null;
        }
        Object value = read(key.type(), place);
        if (value == null || key.bounds().contain(value)) {
            return value;
        }
        problems.at(
                place.node().getStartMark(),
                "'%s' must be %s, %s".formatted(place.path(), key.bounds().words(), found(place.node())));
        return null;
    }

    /** Also a variable that is set to nothing: an optional secret is then simply not given. */
    private boolean isNothing(Key key, Node node) {
        if (key.type() instanceof Scalar && node instanceof ScalarNode scalar && variables.areIn(scalar.getValue())) {
            int before = problems.reported();
            String text = variables.fill(scalar.getValue(), sentence -> problems.at(scalar.getStartMark(), sentence));
            return problems.reported() == before && text.isEmpty();
        }
        if (key.canBeOff() && node instanceof ScalarNode scalar && OFF.contains(scalar.getValue())) {
            return true;
        }
        return YamlText.isNull(node);
    }

    private @Nullable Object absent(Key key, YamlLocation owner) {
        if (sections.isRequired(key)) {
            problems.missingKey(owner, key.name(), key.type().expects());
            return null;
        }
        if (key.defaultText() != null || key.nullable()) {
            return defaultOf(key);
        }
        if (key.type() instanceof ValueType.Nested nested) {
            Node empty = new MappingNode(Tag.MAP, true, List.of(), owner.mark(), owner.mark(), FlowStyle.AUTO);
            YamlLocation place = new YamlLocation(Section.below(owner.path(), key.name()), owner.mark(), empty);
            return section(sections.of(nested.type()), place);
        }
        return key.type() instanceof ValueType.ListOf ? List.of() : Map.of();
    }

    private @Nullable Object mismatch(String expects, YamlLocation place) {
        problems.mismatch(place, expects, found(place.node()));
        return null;
    }

    /** Shows what stands in the file, never what was filled in for it. */
    private String found(Node node) {
        if (!(node instanceof ScalarNode scalar)) {
            return node instanceof SequenceNode ? "not a list" : "not a section";
        }
        String written = shortened(scalar.getValue());
        return variables.areIn(scalar.getValue()) ? "but '" + written + "' has another value" : "not '" + written + "'";
    }

    private static String shortened(String text) {
        return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "..";
    }
}
