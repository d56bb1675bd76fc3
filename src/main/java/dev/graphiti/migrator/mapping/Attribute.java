package dev.graphiti.migrator.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What Neo4j and Graphiti take as an extra property: its name, and a scalar or a list of one kind of scalars. */
public final class Attribute {
    /** Graphiti strips these from what it reads as attributes ({@code graphiti_core/nodes.py}). */
    public static final Set<String> RESERVED_OF_ENTITIES =
            Set.of("uuid", "name", "group_id", "name_embedding", "summary", "created_at", "labels");

    /**
     * The same for facts ({@code graphiti_core/edges.py}), and what its save() of a fact finds the ends by, where an
     * attribute may take the place of the end.
     */
    public static final Set<String> RESERVED_OF_FACTS = Set.of(
            "uuid",
            "source_node_uuid",
            "target_node_uuid",
            "source_uuid",
            "target_uuid",
            "name",
            "fact",
            "group_id",
            "episodes",
            "created_at",
            "valid_at",
            "invalid_at",
            "expired_at",
            "reference_time",
            "fact_embedding");

    /** Graphiti allows its own lists so many times the length of one text. */
    private static final int TEXTS_OF_LIST = 8;

    private Attribute() {}

    /** Letters, digits and underscores stay, of any script; anything else becomes an underscore. */
    public static String key(String text) {
        StringBuilder key = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isLetterOrDigit(c) && c != '_') {
                key = key == null ? new StringBuilder(text) : key;
                key.setCharAt(i, '_');
            }
        }
        String sane = key == null ? text : key.toString();
        return sane.isEmpty() || Character.isDigit(sane.charAt(0)) ? "_" + sane : sane;
    }

    /** The value as Neo4j takes it, or null when nothing of it can be kept: a null, a vector, an empty list. */
    public static @Nullable Object value(@Nullable Object value, int maxLength, Consumer<Note> notes) {
        if (value instanceof String text) {
            return cut(text, maxLength, notes);
        }
        if (value instanceof Double number) {
            return Double.isFinite(number) ? number : null;
        }
        if (value instanceof List<?> list) {
            return JsonText.isVector(list) ? null : list(list, maxLength, notes);
        }
        if (value instanceof Map<?, ?> map) {
            return map.isEmpty() ? null : cut(JsonText.whole(map), maxLength, notes);
        }
        return value == null || value instanceof Long || value instanceof Boolean
                ? value
                : cut(value.toString(), maxLength, notes);
    }

    private static @Nullable List<?> list(List<?> list, int maxLength, Consumer<Note> notes) {
        List<Object> items = new ArrayList<>(Math.min(list.size(), JsonText.LONG_LIST));
        for (Object item : list) {
            boolean isKept = item instanceof Double number ? Double.isFinite(number) : item != null;
            if (isKept && items.size() == JsonText.LONG_LIST) {
                notes.accept(Note.ATTRIBUTE_CUT);
                break;
            }
            if (isKept) {
                items.add(Objects.requireNonNull(item));
            }
        }
        if (items.isEmpty()) {
            return null;
        }
        if (all(items, Long.class) || all(items, Boolean.class) || all(items, Double.class)) {
            return items;
        }
        if (items.stream().allMatch(item -> item instanceof Long || item instanceof Double)) {
            return items.stream().map(item -> ((Number) item).doubleValue()).toList();
        }
        return texts(items, maxLength, notes);
    }

    /** Of different kinds, or of texts: all become texts. */
    private static List<String> texts(List<?> items, int maxLength, Consumer<Note> notes) {
        List<String> texts = new ArrayList<>(items.size());
        long length = 0;
        for (Object item : items) {
            boolean isNested = item instanceof List<?> || item instanceof Map<?, ?>;
            String text = cut(isNested ? JsonText.whole(item) : ValueText.of(item), maxLength, notes);
            length += text.length();
            if (length > (long) maxLength * TEXTS_OF_LIST) {
                notes.accept(Note.ATTRIBUTE_CUT);
                break;
            }
            texts.add(text);
        }
        return texts;
    }

    private static boolean all(List<?> items, Class<?> type) {
        for (Object item : items) {
            if (!type.isInstance(item)) {
                return false;
            }
        }
        return true;
    }

    private static String cut(String text, int maxLength, Consumer<Note> notes) {
        if (text.length() > maxLength) {
            notes.accept(Note.ATTRIBUTE_CUT);
        }
        return EntityName.cut(text, maxLength);
    }
}
