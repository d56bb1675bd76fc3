package dev.graphiti.migrator.mapping;

import dev.graphiti.migrator.model.Attributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Picks the attributes of one entity or fact, compiled. The result does not depend on the order of keys in the record. */
final class AttributeSelector {
    private static final String ALL = "*";
    /** Before a reserved name. No reserved name begins so, of entities or of facts: what is renamed is free. */
    private static final String RENAMED = "original_";
    /** Below it an object becomes JSON text. */
    private static final int MAX_DEPTH = 8;

    /**
     * A path to keep.
     *
     * @param spread whether the fields inside are meant, without the prefix
     */
    record Selection(FieldPath path, String text, String key, boolean spread) {}

    private record Picked(String path, Object value) {}

    private final List<Selection> selections = new ArrayList<>();
    private final AttributeMapping options;
    private final Set<String> reserved;
    private final Set<String> dropped;
    /** What is told elsewhere, and so left out where all fields are meant. */
    private final Set<String> used;

    /** @param byDefault the paths that are kept where the options name none */
    AttributeSelector(AttributeMapping options, TemplateContext context, Set<String> reserved, ByDefault byDefault) {
        List<String> only = options.only() == null ? byDefault.paths() : options.only();
        only.forEach(path -> selections.add(parse(path, context)));
        options.include().forEach(path -> selections.add(parse(path, context)));
        this.options = options;
        this.reserved = reserved;
        this.dropped = new HashSet<>(options.drop());
        this.used = byDefault.used();
    }

    /** What is kept where nothing is said, and what is not since it is told elsewhere. */
    record ByDefault(List<String> paths, Set<String> used) {
        static final ByDefault NOTHING = new ByDefault(List.of(), Set.of());

        static ByDefault allBut(Set<String> used) {
            return new ByDefault(List.of(ALL), Set.copyOf(used));
        }
    }

    static Selection parse(String text, TemplateContext context) {
        if (text.equals(ALL)) {
            return new Selection(FieldPath.wholeRecord(), "", "", true);
        }
        if (text.endsWith("." + ALL)) {
            String outer = text.substring(0, text.length() - 2);
            FieldPath path = FieldPath.parse(outer.isEmpty() ? "." : outer, context);
            return new Selection(path, outer + ".", "", true);
        }
        FieldPath path = FieldPath.parse(text, context);
        String key = text.startsWith("@") ? text.substring(1) : String.join("_", path.names());
        if (key.isEmpty()) {
            throw new IllegalArgumentException(
                    "the attribute path '%s' names no field; write .* for all of the item".formatted(text));
        }
        return new Selection(path, text, key, false);
    }

    Attributes select(Scope scope, Draft draft) {
        if (selections.isEmpty()) {
            return Attributes.NONE;
        }
        Map<String, Picked> picked = new TreeMap<>();
        for (Selection selection : selections) {
            Object value = selection.path().find(scope);
            if (!selection.spread()) {
                new Collector(picked, draft, Set.of()).add(selection.text(), selection.key(), value, 0);
            } else if (value instanceof Map<?, ?> map) {
                Set<String> leftOut = selection.text().isEmpty() ? used : Set.of();
                new Collector(picked, draft, leftOut).addAll(selection.text(), "", map, 0);
            }
        }
        if (picked.isEmpty()) {
            return Attributes.NONE;
        }
        Map<String, Object> values = new TreeMap<>();
        picked.forEach((key, field) -> values.put(key, field.value()));
        return new Attributes(JsonText.whole(values));
    }

    /** Takes in the fields of one selection. */
    private final class Collector {
        private final Map<String, Picked> picked;
        private final Draft draft;
        private final Set<String> leftOut;

        Collector(Map<String, Picked> picked, Draft draft, Set<String> leftOut) {
            this.picked = picked;
            this.draft = draft;
            this.leftOut = leftOut;
        }

        void addAll(String pathPrefix, String keyPrefix, Map<?, ?> map, int depth) {
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                String name = String.valueOf(entry.getKey());
                add(pathPrefix + name, keyPrefix + name, entry.getValue(), depth);
            }
        }

        void add(String path, String key, @Nullable Object value, int depth) {
            if (value == null || dropped.contains(path) || leftOut.contains(path)) {
                return;
            }
            if (options.flatten() && depth < MAX_DEPTH && value instanceof Map<?, ?> map) {
                addAll(path + ".", key + "_", map, depth + 1);
                return;
            }
            Object kept = Attribute.value(value, options.maxLength(), draft::note);
            if (kept != null) {
                put(name(path, key), new Picked(path, kept));
            }
        }

        private String name(String path, String key) {
            String renamed = options.rename().get(path);
            if (renamed != null) {
                return renamed;
            }
            String name = Attribute.key(key);
            return reserved.contains(name) ? RENAMED + name : name;
        }

        /** When two fields come to one name, the one that is called so keeps it, and the other gets a mark of its path. */
        private void put(String key, Picked field) {
            Picked other = picked.get(key);
            if (other == null || other.path().equals(field.path())) {
                picked.put(key, field);
                return;
            }
            boolean otherStays = precedes(other.path(), field.path(), key);
            Picked moved = otherStays ? field : other;
            picked.put(key, otherStays ? other : field);
            put(key + "_" + Integer.toHexString(moved.path().hashCode()), moved);
        }

        private static boolean precedes(String path, String other, String key) {
            if (path.equals(key) || other.equals(key)) {
                return path.equals(key);
            }
            return path.compareTo(other) < 0;
        }
    }
}
