package dev.graphiti.migrator.mapping.config;

import dev.graphiti.migrator.config.Setting;
import dev.graphiti.migrator.mapping.path.AttributePath;
import dev.graphiti.migrator.mapping.path.TemplateContext;
import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which fields an entity or a fact keeps as attributes, and under which names. */
public record AttributeMapping(
        @Setting(
                value = "The paths to keep. `*` is the whole record, `a.*` all fields inside `a` without the"
                        + " prefix, `.*` all fields of the list's item.",
                example = "[price, size.height]")
        @Nullable
        List<String> only,

        @Setting(value = "Additional paths to keep.", example = "[sku]")
        List<String> include,

        @Setting(value = "Paths to exclude.", example = "[internal_notes]")
        List<String> drop,

        @Setting(value = "Other names, by path.", example = "{ size.height: height }")
        Map<String, String> rename,

        @Setting(
                value = "Whether objects become one attribute for each inner field, named `outer_inner`; otherwise"
                        + " they become JSON text.",
                defaultValue = "true")
        boolean flatten,

        @Setting(
                value = "The maximum length of a text in characters. Longer texts are cut.",
                defaultValue = "8000",
                min = "1",
                max = "1000000")
        int maxLength)
        implements Serializable {
    /** What holds where nothing is said. */
    public static final AttributeMapping DEFAULTS =
            new AttributeMapping(null, List.of(), List.of(), Map.of(), true, 8000);

    public AttributeMapping {
        only = only == null ? null : List.copyOf(only);
        include = List.copyOf(include);
        drop = List.copyOf(drop);
        rename = Collections.unmodifiableMap(new LinkedHashMap<>(rename));
    }

    /** Refuses paths and names that can never be right in this place. */
    void check(TemplateContext context, Set<String> reserved) {
        if (only != null) {
            only.forEach(path -> AttributePath.parse(path, context));
        }
        include.forEach(path -> AttributePath.parse(path, context));
        rename.forEach((path, name) -> {
            if (reserved.contains(name)) {
                throw new IllegalArgumentException(
                        "rename: %s cannot become '%s', which is reserved by Graphiti".formatted(path, name));
            }
            if (!name.equals(Attribute.key(name))) {
                throw new IllegalArgumentException(
                        "rename: %s cannot become '%s'; use letters, digits and _ only".formatted(path, name));
            }
        });
    }
}
