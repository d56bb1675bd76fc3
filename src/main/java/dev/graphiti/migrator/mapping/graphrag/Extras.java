package dev.graphiti.migrator.mapping.graphrag;

import dev.graphiti.migrator.mapping.Attribute;
import dev.graphiti.migrator.mapping.AttributeMapping;
import dev.graphiti.migrator.mapping.JsonText;
import dev.graphiti.migrator.model.Attributes;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The columns that are told nowhere else, as attributes. */
final class Extras {
    /** As where a mapping says nothing else. */
    private static final int MAX_LENGTH = AttributeMapping.DEFAULTS.maxLength();

    private Extras() {}

    static Attributes of(Row row, Set<String> told, Set<String> reserved, Product product) {
        Map<String, Object> attributes = new TreeMap<>();
        row.columns().forEach((column, value) -> {
            Object kept = told.contains(column) || (value instanceof String text && text.isBlank())
                    ? null
                    : Attribute.value(value, MAX_LENGTH, product::note);
            if (kept != null) {
                String key = Attribute.key(column);
                attributes.put(reserved.contains(key) || key.equals("id") ? "graphrag_" + key : key, kept);
            }
        });
        return attributes.isEmpty() ? Attributes.NONE : new Attributes(JsonText.whole(attributes));
    }
}
