package dev.graphiti.migrator.mapping.graphrag;

import dev.graphiti.migrator.mapping.NamedAttributes;
import dev.graphiti.migrator.mapping.config.Attribute;
import dev.graphiti.migrator.mapping.config.AttributeMapping;
import dev.graphiti.migrator.model.PropertyMap;
import java.util.Set;

/** The columns that are told nowhere else, as attributes. */
final class ExtraColumns {
    /** As where a mapping says nothing else. */
    private static final int MAX_LENGTH = AttributeMapping.DEFAULTS.maxLength();

    private ExtraColumns() {}

    static PropertyMap of(Row row, Set<String> told, Set<String> reserved, Product product) {
        NamedAttributes attributes = new NamedAttributes();
        row.columns().forEach((column, value) -> {
            Object kept = told.contains(column) || (value instanceof String text && text.isBlank())
                    ? null
                    : Attribute.value(value, MAX_LENGTH, product::note);
            if (kept != null) {
                String key = Attribute.key(column);
                boolean isReserved = reserved.contains(key) || key.equals("id");
                attributes.put(new NamedAttributes.Field(
                        column, column, isReserved ? "graphrag_" + key : key, Attribute.losesSymbols(column), kept));
            }
        });
        return attributes.attributes(product::note);
    }
}
