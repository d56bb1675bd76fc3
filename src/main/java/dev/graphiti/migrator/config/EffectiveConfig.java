package dev.graphiti.migrator.config;

import dev.graphiti.migrator.text.Digests;
import dev.graphiti.migrator.text.Masking;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.NonPrintableStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;

/**
 * A configuration as it takes effect: YAML that reads back as the same records, with defaults and variables filled in
 * and every {@link Secret}, and what is secret in an address, as three stars. Equal records give equal text, so it can go to logs and be hashed.
 */
public record EffectiveConfig(String yaml) {
    /** What {@link Map#copyOf} makes: its order changes with each start of the JVM and must not reach the text. */
    private static final Class<?> UNORDERED = Map.of("a", 1, "b", 2).getClass();

    public static <T extends Record> EffectiveConfig of(ConfigShape<T> shape, T config) {
        Object tree = plain(shape.sections(), new ValueType.Nested(shape.root()), config);
        return new EffectiveConfig(new Yaml(new ExactTexts(blockStyle()), blockStyle()).dump(tree));
    }

    /** The same for two runs whose configurations differ in nothing but secrets. */
    public String sha256() {
        return Digests.sha256(yaml);
    }

    /** The maps, lists and scalars that a YAML or JSON writer knows; none is shared, for that would make aliases. */
    static Object plain(Sections sections, ValueType type, Object value) {
        if (type instanceof Scalar scalar) {
            Object written = scalar.writer().apply(value);
            return written instanceof String text ? Variables.escape(shown(text)) : written;
        } else if (type instanceof ValueType.ListOf list) {
            List<Object> items = new ArrayList<>();
            ((List<?>) value).forEach(item -> items.add(plain(sections, list.item(), item)));
            return items;
        } else if (type instanceof ValueType.MapOf map) {
            Map<String, Object> values = new LinkedHashMap<>();
            ordered((Map<?, ?>) value)
                    .forEach((key, item) -> values.put((String) key, plain(sections, map.item(), item)));
            return values;
        }
        return plain(sections, sections.of(value.getClass()), value);
    }

    private static Map<String, @Nullable Object> plain(Sections sections, Section section, Object owner) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        if (section.variant() != null) {
            values.put(Sections.TYPE, section.variant());
        }
        for (Key key : section.keys()) {
            Object value = key.valueIn(owner);
            if (value != null) {
                values.put(key.name(), plain(sections, key.type(), value));
            } else if (key.defaultText() != null) {
                values.put(key.name(), null); // left out, it would be the default
            }
        }
        return values;
    }

    /** Parameters are secret in an address; elsewhere they may be the places of a template. */
    private static String shown(String text) {
        return text.contains("://") ? Masking.of(text) : text;
    }

    private static Map<?, ?> ordered(Map<?, ?> map) {
        return map.getClass() == UNORDERED ? new TreeMap<>(map) : map;
    }

    private static DumperOptions blockStyle() {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(FlowStyle.BLOCK);
        options.setNonPrintableStyle(NonPrintableStyle.ESCAPE);
        options.setSplitLines(false);
        options.setIndicatorIndent(2);
        options.setIndentWithIndicator(true);
        return options;
    }

    /** Single quotes would let YAML fold these line breaks, and they would not read back. */
    private static final class ExactTexts extends Representer {
        private static final Pattern RARE_LINE_BREAK = Pattern.compile("[\\r\\u0085\\u2028\\u2029]");

        ExactTexts(DumperOptions options) {
            super(options);
        }

        @Override
        protected Node representScalar(Tag tag, String value, ScalarStyle style) {
            boolean folds = RARE_LINE_BREAK.matcher(value).find();
            return super.representScalar(tag, value, folds ? ScalarStyle.DOUBLE_QUOTED : style);
        }
    }
}
