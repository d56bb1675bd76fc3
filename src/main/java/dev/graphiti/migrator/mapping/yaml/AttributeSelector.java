package dev.graphiti.migrator.mapping.yaml;

import dev.graphiti.migrator.mapping.NamedAttributes;
import dev.graphiti.migrator.mapping.config.Attribute;
import dev.graphiti.migrator.mapping.config.AttributeMapping;
import dev.graphiti.migrator.mapping.path.AttributePath;
import dev.graphiti.migrator.mapping.path.FieldPath;
import dev.graphiti.migrator.mapping.path.PathSteps;
import dev.graphiti.migrator.mapping.path.Scope;
import dev.graphiti.migrator.mapping.path.TemplateContext;
import dev.graphiti.migrator.model.PropertyMap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Picks the attributes of one entity or fact, compiled. The result does not depend on the order of keys in the record. */
final class AttributeSelector {
    /** Before a reserved name. No reserved name begins so, of entities or of facts: what is renamed is free. */
    private static final String RENAMED = "original_";
    /** Before an exact path, to tell it from one that may mean several fields. */
    private static final String EXACT = "\\";
    /** Under this an entity keeps the label that it could not get. */
    private static final String ORIGINAL_LABEL = "original_label";
    /** Below it an object becomes JSON text. */
    private static final int MAX_DEPTH = 8;

    private final List<AttributePath> selections = new ArrayList<>();
    private final AttributeMapping options;
    private final Set<String> reserved;
    private final Set<String> dropped;
    private final Map<String, String> renamed;
    /** What is told elsewhere, and so left out where all fields are meant. */
    private final List<FieldPath> used;

    /** @param byDefault the paths that are kept where the options name none */
    AttributeSelector(AttributeMapping options, TemplateContext context, Set<String> reserved, ByDefault byDefault) {
        List<String> only = options.only() == null ? byDefault.paths() : options.only();
        only.forEach(path -> selections.add(AttributePath.parse(path, context)));
        options.include().forEach(path -> selections.add(AttributePath.parse(path, context)));
        this.options = options;
        this.reserved = reserved;
        this.dropped = options.drop().stream().map(AttributeSelector::named).collect(Collectors.toSet());
        this.renamed = new HashMap<>();
        options.rename().forEach((path, name) -> renamed.put(named(path), name));
        this.used = byDefault.used();
    }

    /** What is kept where nothing is said, and what is not since it is told elsewhere. */
    record ByDefault(List<String> paths, List<FieldPath> used) {
        static final ByDefault NOTHING = new ByDefault(List.of(), List.of());

        static ByDefault allBut(List<FieldPath> used) {
            return new ByDefault(List.of(AttributePath.ALL), used);
        }
    }

    /** A path as it names fields: marked where it is exact. */
    private static String named(String path) {
        return PathSteps.isExact(path) ? EXACT + PathSteps.canonical(path) : path;
    }

    PropertyMap select(Scope scope, MappingContext draft) {
        return select(scope, draft, List.of());
    }

    /** @param lostLabels what the element should be labeled with, and cannot be */
    PropertyMap select(Scope scope, MappingContext draft, List<String> lostLabels) {
        if (selections.isEmpty() && lostLabels.isEmpty()) {
            return PropertyMap.NONE;
        }
        NamedAttributes picked = new NamedAttributes();
        for (AttributePath selection : selections) {
            Object value = selection.path().find(scope);
            if (!selection.spread()) {
                new Collector(picked, draft, Map.of())
                        .add(selection.text(), selection.text(), selection.key(), value, 0);
            } else if (value instanceof Map<?, ?> map) {
                Map<String, Object> leftOut = selection.text().isEmpty() ? used(scope) : Map.of();
                new Collector(picked, draft, leftOut).addAll(selection.text(), selection.text(), "", map, 0);
            }
        }
        if (!lostLabels.isEmpty()) {
            Object value = lostLabels.size() == 1 ? lostLabels.get(0) : lostLabels;
            picked.put(new NamedAttributes.Field("", EXACT + ORIGINAL_LABEL, ORIGINAL_LABEL, false, value));
        }
        return picked.attributes(draft::note);
    }

    private Map<String, Object> used(Scope scope) {
        Map<String, Object> values = new HashMap<>();
        used.forEach(path -> {
            Object value = path.find(scope);
            if (value != null) {
                values.put(path.ofRecord(), value);
            }
        });
        return values;
    }

    /** Takes in the fields of one selection. */
    private final class Collector {
        private final NamedAttributes picked;
        private final MappingContext draft;
        /** The very values that are told elsewhere; of two fields with one path only one is. */
        private final Map<String, Object> leftOut;

        Collector(NamedAttributes picked, MappingContext draft, Map<String, Object> leftOut) {
            this.picked = picked;
            this.draft = draft;
            this.leftOut = leftOut;
        }

        void addAll(String pathPrefix, String exactPrefix, String keyPrefix, Map<?, ?> map, int depth) {
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                String name = String.valueOf(entry.getKey());
                add(pathPrefix + name, exactPrefix + PathSteps.exact(name), keyPrefix + name, entry.getValue(), depth);
            }
        }

        @SuppressWarnings("ReferenceEquality") // An equal value may stand in another field.
        void add(String path, String exact, String key, @Nullable Object value, int depth) {
            if (value == null
                    || dropped.contains(path)
                    || dropped.contains(EXACT + exact)
                    || leftOut.get(path) == value) {
                return;
            }
            if (options.flatten() && depth < MAX_DEPTH && value instanceof Map<?, ?> map) {
                addAll(path + ".", exact + ".", key + "_", map, depth + 1);
                return;
            }
            Object kept = Attribute.value(value, options.maxLength(), draft::note);
            if (kept != null) {
                picked.put(field(path, exact, key, kept));
            }
        }

        private NamedAttributes.Field field(String path, String exact, String key, Object value) {
            String other = renamed.getOrDefault(EXACT + exact, renamed.get(path));
            if (other != null) {
                return new NamedAttributes.Field(path, exact, other, false, value);
            }
            String name = Attribute.key(key);
            boolean isReserved = reserved.contains(name);
            return new NamedAttributes.Field(
                    path, exact, isReserved ? RENAMED + name : name, isReserved || Attribute.losesSymbols(key), value);
        }
    }
}
