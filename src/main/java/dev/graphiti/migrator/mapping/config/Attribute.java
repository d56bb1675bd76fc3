package dev.graphiti.migrator.mapping.config;

import dev.graphiti.migrator.mapping.path.EntityName;
import dev.graphiti.migrator.mapping.path.JsonText;
import dev.graphiti.migrator.mapping.path.Note;
import dev.graphiti.migrator.mapping.path.ValueText;
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

    /** Beyond it a double no longer holds every integer. */
    private static final long EXACT = 1L << 53;

    private Attribute() {}

    /** Letters with their marks, digits and underscores stay, of any script; anything else becomes an underscore. */
    public static String key(String text) {
        StringBuilder key = new StringBuilder(text.length() + 1);
        text.codePoints().map(c -> isOfWord(c) ? c : '_').forEach(key::appendCodePoint);
        return key.isEmpty() || Character.isDigit(key.codePointAt(0))
                ? key.insert(0, '_').toString()
                : key.toString();
    }

    /** Whether a name loses more by {@link #key} than what stands between words. */
    public static boolean losesSymbols(String text) {
        return text.codePoints().anyMatch(c -> c >= 0x80 && !isOfWord(c) && !Character.isSpaceChar(c));
    }

    private static boolean isOfWord(int c) {
        int type = Character.getType(c);
        return Character.isLetterOrDigit(c)
                || c == '_'
                || type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK;
    }

    /**
     * The value as Neo4j takes it, or null when nothing of it can be kept.
     *
     * @param notes takes what is lost or changed; a null and what is empty are no loss
     */
    public static @Nullable Object value(@Nullable Object value, int maxLength, Consumer<Note> notes) {
        if (value instanceof String text) {
            return cut(text, maxLength, notes);
        }
        if (value instanceof List<?> list) {
            if (JsonText.isVector(list)) {
                notes.accept(Note.VECTOR_LEFT_OUT);
                return null;
            }
            return list(list, maxLength, notes);
        }
        if (value instanceof Map<?, ?> map) {
            return map.isEmpty() ? null : cut(JsonText.whole(map), maxLength, notes);
        }
        if (value == null || value instanceof Long || value instanceof Boolean) {
            return value;
        }
        if (value instanceof Double number) {
            return isKept(number, notes) ? number : null;
        }
        notes.accept(Note.ATTRIBUTE_AS_TEXT);
        return cut(value.toString(), maxLength, notes);
    }

    private static boolean isKept(@Nullable Object item, Consumer<Note> notes) {
        boolean isKept = item instanceof Double number ? Double.isFinite(number) : item != null;
        if (!isKept) {
            notes.accept(Note.ATTRIBUTE_LEFT_OUT);
        }
        return isKept;
    }

    private static @Nullable Object list(List<?> list, int maxLength, Consumer<Note> notes) {
        List<Object> items = new ArrayList<>(Math.min(list.size(), JsonText.LONG_LIST));
        for (Object item : list) {
            if (items.size() == JsonText.LONG_LIST) {
                notes.accept(Note.ATTRIBUTE_CUT);
                break;
            }
            if (isKept(item, notes)) {
                items.add(Objects.requireNonNull(item));
            }
        }
        if (items.isEmpty()) {
            return null;
        }
        if (all(items, Long.class) || all(items, Boolean.class) || all(items, Double.class)) {
            return items;
        }
        if (items.stream().allMatch(Attribute::isExactDouble)) {
            return items.stream().map(item -> ((Number) item).doubleValue()).toList();
        }
        if (!items.stream().allMatch(Attribute::isText)) {
            notes.accept(Note.ATTRIBUTE_AS_TEXT);
        }
        return texts(items, maxLength, notes);
    }

    private static boolean isExactDouble(Object item) {
        return item instanceof Double || (item instanceof Long number && Math.abs(number) <= EXACT);
    }

    /** Objects and lists inside of a list are JSON, which says all of them. */
    private static boolean isText(Object item) {
        return item instanceof String || item instanceof List<?> || item instanceof Map<?, ?>;
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
        return EntityName.cut(EntityName.sound(text, notes), maxLength);
    }
}
