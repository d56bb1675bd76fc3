package dev.graphiti.migrator.mapping.graphrag;

import dev.graphiti.migrator.mapping.path.MappingException;
import dev.graphiti.migrator.model.RecordOrigin;
import dev.graphiti.migrator.source.References;
import dev.graphiti.migrator.source.SourceRecord;
import dev.graphiti.migrator.source.fields.Fields;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A row of a table, with what it has learnt from others. Marked fields, which begin with an at, are no columns. */
record Row(RecordOrigin origin, Map<String, @Nullable Object> fields) {
    static final String HUMAN_READABLE_ID = "human_readable_id";

    private static final String MARK = "@";

    static Row of(SourceRecord record) {
        return new Row(record.origin(), record.fields().root());
    }

    /** The group's name. */
    String group() {
        return String.valueOf(fields.get("@group"));
    }

    /** Whether the output that the row belongs to has a table, or lacks a column that another one stands in for. */
    boolean outputHas(String feature) {
        return Arrays.asList(String.valueOf(fields.get("@output")).split(",", -1))
                .contains(feature);
    }

    /** The row's id. */
    String id() {
        String id = text("id");
        if (id == null) {
            throw new MappingException(
                    "no-id", "the column id is empty; fix the row, because others refer to it by its id");
        }
        return id;
    }

    /** The text of a column; null when it is missing or blank. */
    @Nullable
    String text(String column) {
        Object value = fields.get(column);
        String text = value == null ? "" : value.toString();
        return text.isBlank() ? null : text;
    }

    String textOr(String column, String otherwise) {
        return Objects.requireNonNullElse(text(column), otherwise);
    }

    /** A text of GraphRAG's own models, which say NONE, with or without stars, where there is none. */
    @Nullable
    String given(String column) {
        String text = text(column);
        return text == null || saysNone(text) ? null : text;
    }

    static boolean saysNone(String text) {
        String word = text.replace("*", "").strip().toUpperCase(Locale.ROOT);
        return word.isEmpty() || word.equals("NONE");
    }

    @Nullable
    Long number(String column) {
        return fields.get(column) instanceof Long number ? number : null;
    }

    List<String> texts(String column) {
        return fields.get(column) instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }

    @Nullable
    Object at(String path) {
        return Fields.at(fields, path);
    }

    /** Whether its questions were put at all; a dry run does not put them. */
    boolean wasAnswered() {
        return fields.containsKey(References.ANSWERS);
    }

    /** What was answered to a question; null when nobody could. */
    @SuppressWarnings("unchecked") // Only the stage that answers makes this field.
    @Nullable
    Map<String, @Nullable Object> answer(String name) {
        return fields.get(References.ANSWERS) instanceof Map<?, ?> answers
                ? (Map<String, @Nullable Object>) answers.get(name)
                : null;
    }

    /** What makes two rows of one id equal: all but where they stand in the table, and what others say. */
    Fields content() {
        Map<String, @Nullable Object> content = new LinkedHashMap<>();
        fields.forEach((column, value) -> {
            if (!column.startsWith(MARK) && !column.equals(HUMAN_READABLE_ID)) {
                content.put(column, value);
            }
        });
        return new Fields(content);
    }

    /** The columns, for a reader. */
    Map<String, @Nullable Object> columns() {
        Map<String, @Nullable Object> columns = new LinkedHashMap<>(fields);
        columns.keySet().removeIf(column -> column.startsWith(MARK));
        return columns;
    }
}
