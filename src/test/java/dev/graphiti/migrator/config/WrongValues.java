package dev.graphiti.migrator.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.Yaml;

/** Configurations that are wrong in one place, for every key of a shape, and what is to be said of each. */
public final class WrongValues {
    /** No value of any type but a text. */
    private static final String NONSENSE = "?!";

    private final Sections sections;
    private final List<Wrong> all = new ArrayList<>();
    private final Set<Class<?>> visited = new HashSet<>();

    /**
     * A configuration with one mistake.
     *
     * @param what the key and the mistake
     * @param says part of the message
     */
    public record Wrong(String what, String yaml, String says) {
        @Override
        public String toString() {
            return what;
        }
    }

    /** A section's content in its document, and where it stands. */
    private record Spot(Section section, String path, UnaryOperator<Map<String, Object>> document) {
        private String below(String name) {
            return Section.below(path, name);
        }
    }

    private WrongValues(Sections sections) {
        this.sections = sections;
    }

    /**
     * All of them.
     *
     * @param base a sound configuration
     */
    public static List<Wrong> of(ConfigShape<?> shape, String base) {
        WrongValues values = new WrongValues(shape.sections());
        values.walk(new Spot(values.sections.root(), "", section -> {
            Map<String, Object> document = new LinkedHashMap<>(new Yaml().<Map<String, Object>>load(base));
            document.putAll(section);
            document.values().removeIf(ABSENT::equals);
            return document;
        }));
        return values.all;
    }

    /** Numbers, durations and sizes without a least and a greatest value. */
    public static List<String> unbounded(ConfigShape<?> shape, Set<String> withoutGreatest) {
        List<String> found = new ArrayList<>();
        for (Section section : shape.sections().all()) {
            for (Key key : section.keys()) {
                String name = Section.below(section.path(), key.name());
                boolean ordered = key.type() instanceof Scalar scalar && scalar.isOrdered();
                boolean bounded = withoutGreatest.contains(name)
                        ? key.bounds().min() != null
                        : key.bounds().areBoth();
                if (ordered && !bounded) {
                    found.add(name);
                }
            }
        }
        return found;
    }

    private static final Object ABSENT = "(absent)";

    private void walk(Spot spot) {
        if (!visited.add(spot.section().type())) {
            return;
        }
        if (spot.section().variant() != null) {
            add(spot, Sections.TYPE, NONSENSE, "'%s' expects one of ".formatted(spot.below(Sections.TYPE)));
        }
        for (Key key : spot.section().keys()) {
            String place = spot.below(key.name());
            addTypes(spot, key, place);
            addBounds(spot, key, place);
            add(spot, key.name() + "x", "1", "unknown key '%sx' ".formatted(key.name()));
            if (sections.isRequired(key)) {
                add(
                        spot,
                        key.name(),
                        ABSENT,
                        "missing key '%s' %s; it expects %s"
                                .formatted(
                                        key.name(),
                                        Section.named(spot.path()),
                                        key.type().expects()));
            }
            if (!key.nullable()) {
                add(
                        spot,
                        key.name(),
                        null,
                        "'%s' is empty; it expects %s"
                                .formatted(place, key.type().expects()));
            }
            below(spot, key, key.type(), place, value -> value);
        }
    }

    private void addTypes(Spot spot, Key key, String place) {
        String expects = "'%s' expects %s, not ".formatted(place, key.type().expects());
        if (key.type() instanceof Scalar scalar) {
            add(spot, key.name(), List.of("a"), expects + "a list");
            add(spot, key.name(), Map.of("a", "b"), expects + "a section");
            if (!scalar.isAnyText()) {
                add(spot, key.name(), NONSENSE, expects + "'" + NONSENSE + "'");
            }
        } else {
            add(spot, key.name(), NONSENSE, expects + "'" + NONSENSE + "'");
            boolean isList = key.type() instanceof ValueType.ListOf;
            add(
                    spot,
                    key.name(),
                    isList ? Map.of("a", "b") : List.of("a"),
                    expects + (isList ? "a section" : "a list"));
        }
    }

    private void addBounds(Spot spot, Key key, String place) {
        Bounds bounds = key.bounds();
        String says = "'%s' must be %s, not ".formatted(place, bounds.words());
        if (bounds.min() != null) {
            Object beyond = beyond(bounds.min(), -1);
            if (beyond != null) {
                add(spot, key.name(), beyond, says + "'" + beyond + "'");
            }
        }
        if (bounds.max() != null) {
            Object beyond = beyond(bounds.max(), 1);
            add(spot, key.name(), beyond, says + "'" + beyond + "'");
        }
    }

    /** The next value beyond a bound, as it is written; null if there is none. */
    private static @Nullable Object beyond(Object bound, int step) {
        if (bound instanceof Duration duration) {
            return Durations.write(duration.plusMillis(step));
        }
        if (bound instanceof ByteSize size) {
            return size.bytes() + step < 0 ? null : size.bytes() + step + "b";
        }
        return bound instanceof Double number
                ? (Object) (number + step)
                : (Object) (((Number) bound).longValue() + step);
    }

    private void below(Spot spot, Key key, ValueType type, String place, UnaryOperator<Object> wrapped) {
        if (type instanceof ValueType.ListOf list) {
            below(spot, key, list.item(), place + "[0]", value -> wrapped.apply(List.of(value)));
        } else if (type instanceof ValueType.MapOf map) {
            below(spot, key, map.item(), place + ".thing", value -> wrapped.apply(Map.of("thing", value)));
        } else if (type instanceof ValueType.Nested nested) {
            walk(inside(spot, key, nested.type(), place, wrapped));
        } else if (type instanceof ValueType.OneOf oneOf) {
            oneOf.variants().forEach(variant -> walk(inside(spot, key, variant, place, wrapped)));
        }
    }

    private Spot inside(Spot outer, Key key, Class<?> type, String place, UnaryOperator<Object> wrapped) {
        return new Spot(sections.of(type), place, section -> {
            Map<String, Object> around = outer.section().isRoot() ? new LinkedHashMap<>() : least(outer.section());
            around.put(key.name(), wrapped.apply(section));
            return outer.document().apply(around);
        });
    }

    private void add(Spot spot, String key, @Nullable Object value, String says) {
        Map<String, Object> section = spot.section().isRoot() ? new LinkedHashMap<>() : least(spot.section());
        section.put(key, value);
        if (!spot.section().isRoot()) {
            section.values().removeIf(ABSENT::equals);
        }
        String yaml = new Yaml().dump(spot.document().apply(section));
        all.add(new Wrong("%s: %s".formatted(spot.below(key), value), yaml, says));
    }

    /** A section with what must stand in it. */
    private Map<String, Object> least(Section section) {
        Map<String, Object> least = new LinkedHashMap<>();
        if (section.variant() != null) {
            least.put(Sections.TYPE, section.variant());
        }
        for (Key key : section.keys()) {
            if (sections.isRequired(key)) {
                least.put(key.name(), sound(key));
            }
        }
        return least;
    }

    private Object sound(Key key) {
        if (key.type() instanceof ValueType.Nested nested) {
            return least(sections.of(nested.type()));
        }
        if (key.type() instanceof ValueType.OneOf oneOf) {
            return least(sections.of(oneOf.variants().get(0)));
        }
        String example = key.example();
        return example == null || example.contains("${") ? "text" : new Yaml().load(example);
    }
}
