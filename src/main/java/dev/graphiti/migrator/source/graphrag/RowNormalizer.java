package dev.graphiti.migrator.source.graphrag;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
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

    private RowNormalizer() {}

    static Map<String, @Nullable Object> normalize(Table table, Map<String, @Nullable Object> row) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        row.forEach((column, value) -> {
            if (!DROPPED.contains(column)) {
                fields.put(column, column.endsWith("_ids") ? ids(value) : value);
            }
        });
        switch (table) {
            case DOCUMENTS -> {
                rename(fields, "raw_content", "text");
                rename(fields, "raw_data", "metadata");
                rename(fields, "attributes", "metadata");
            }
            case TEXT_UNITS -> {
                Object document = fields.remove("document_id");
                if (document != null) {
                    fields.put("document_ids", ids(document));
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
            case ENTITY_VECTORS, RELATIONSHIP_VECTORS, RELATIONSHIPS, COVARIATES -> {
                // They have been the same in all versions, but for columns that become attributes.
            }
        }
        return fields;
    }

    /** Several versions wrote several ids into one text, joined by commas. */
    private static List<String> ids(@Nullable Object value) {
        Stream<?> items = value instanceof List<?> list ? list.stream() : Stream.ofNullable(value);
        return items.filter(item -> item != null)
                .flatMap(item -> Arrays.stream(item.toString().split(",")))
                .map(String::strip)
                .filter(id -> !id.isEmpty())
                .distinct()
                .toList();
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
