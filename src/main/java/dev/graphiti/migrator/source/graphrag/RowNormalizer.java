package dev.graphiti.migrator.source.graphrag;

import dev.graphiti.migrator.source.fields.Numbers;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Brings a row of any version into the form of the newest, by the columns that it has: one name for each column, lists
 * for what may be several, whole numbers for the numbers of communities. Columns that it does not know stay.
 */
final class RowNormalizer {
    /** What pandas and layouts leave behind, and vectors whose text Graphiti does not embed. */
    private static final Set<String> DROPPED = Set.of(
            "__index_level_0__",
            "graph_embedding",
            "description_embedding",
            "text_embedding",
            "full_content_embedding",
            "summary_embedding",
            "top_level_node_id",
            "covariate_type",
            "x",
            "y");

    private static final String COMMUNITY = "community";
    private static final String VECTOR = "embedding";

    private RowNormalizer() {}

    static Map<String, @Nullable Object> normalize(Table table, Map<String, @Nullable Object> row)
            throws UnreadableRowException {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        for (Map.Entry<String, @Nullable Object> each : row.entrySet()) {
            String column = each.getKey();
            if (!DROPPED.contains(column)) {
                fields.put(column, column.endsWith("_ids") ? ids(column, each.getValue()) : each.getValue());
            }
        }
        switch (table) {
            case DOCUMENTS -> {
                rename(fields, "raw_content", "text");
                rename(fields, "raw_data", "metadata");
                rename(fields, "attributes", "metadata");
            }
            case TEXT_UNITS -> {
                Object document = fields.remove("document_id");
                if (document != null) {
                    fields.put("document_ids", ids("document_id", document));
                }
            }
            case ENTITIES -> rename(fields, "name", "title");
            case COMMUNITIES -> {
                fields.put(COMMUNITY, number(fields.containsKey(COMMUNITY) ? fields.get(COMMUNITY) : fields.get("id")));
                fields.put("parent", community(fields.get("parent")));
            }
            case COMMUNITY_REPORTS -> {
                fields.put(COMMUNITY, number(fields.get(COMMUNITY)));
                fields.put("parent", community(fields.get("parent")));
            }
            case NODES -> {
                fields.put(COMMUNITY, community(fields.get(COMMUNITY)));
                fields.put("level", number(fields.get("level")));
                fields.put("id", fields.get("title") + "@" + fields.get("level"));
            }
            case ENTITY_VECTORS, RELATIONSHIP_VECTORS -> fields.computeIfPresent(VECTOR, RowNormalizer::vector);
            case RELATIONSHIPS, COVARIATES -> {
                // They have been the same in all versions, but for columns that become attributes.
            }
        }
        return fields;
    }

    /** Several versions wrote several ids into one text, joined by commas; tools on the way write lists as texts. */
    private static List<String> ids(String column, @Nullable Object value) throws UnreadableRowException {
        List<?> items = value instanceof List<?> list ? list : value == null ? List.of() : List.of(value);
        Set<String> ids = new LinkedHashSet<>();
        for (Object item : items) {
            try {
                ids.addAll(item == null ? List.of() : ListText.parse(item.toString()));
            } catch (IllegalArgumentException e) {
                throw new UnreadableRowException(
                        "the column %s does not contain a list of ids but '%s'; write it as a list"
                                .formatted(column, shortened(item.toString())));
            }
        }
        ids.removeIf(String::isBlank);
        return List.copyOf(ids);
    }

    private static String shortened(String text) {
        return text.length() <= 80 ? text : text.substring(0, 80) + "...";
    }

    /** A vector that was written as a text; one that cannot be read stays, and is refused as a vector. */
    private static Object vector(String column, Object value) {
        if (!(value instanceof String text)) {
            return value;
        }
        try {
            return new Numbers(ListText.parse(text).stream()
                    .mapToDouble(Double::parseDouble)
                    .toArray());
        } catch (IllegalArgumentException e) {
            return value;
        }
    }

    private static void rename(Map<String, @Nullable Object> fields, String from, String to) {
        Object value = fields.remove(from);
        if (value != null && fields.get(to) == null) {
            fields.put(to, value);
        }
    }

    /** A community's number; null for {@code -1}, by which GraphRAG says none. */
    private static @Nullable Long community(@Nullable Object value) {
        Long number = number(value);
        return number == null || number < 0 ? null : number;
    }

    /** Versions differ in whether a number is a text, and pandas makes floating-point numbers of those with gaps. */
    private static @Nullable Long number(@Nullable Object value) {
        if (value instanceof Long number) {
            return number;
        }
        if (value instanceof Double number) {
            return Double.isFinite(number) ? (Long) Math.round(number) : null;
        }
        if (value instanceof String text && text.strip().matches("-?[0-9]{1,18}")) {
            return Long.valueOf(text.strip());
        }
        return null;
    }
}
