package dev.graphiti.migrator.mapping.path;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What {@code each} names, compiled: the path of a list, or {@code path.*} for the values of an object with their keys.
 *
 * @param path of the list or object
 * @param spread whether the values of an object are the items
 */
public record ItemPath(FieldPath path, boolean spread) {
    private static final String VALUES = ".*";

    /**
     * Reads it.
     *
     * @throws IllegalArgumentException if it is not a path into a record
     */
    public static ItemPath parse(String text) {
        String stripped = text.strip();
        if (stripped.equals("*")) {
            return new ItemPath(FieldPath.wholeRecord(), true);
        }
        boolean spread = stripped.endsWith(VALUES);
        String path = spread ? stripped.substring(0, stripped.length() - VALUES.length()) : stripped;
        return new ItemPath(FieldPath.parse(path, TemplateContext.RECORD), spread);
    }

    /**
     * All items of a list or an object. A single value is a list of one.
     *
     * @param notes takes a note if a single value is there instead of a list
     * @throws MappingException if there is an object without {@code .*}, which may be one item or contain several, or a single
     *     value with it
     */
    public List<Item> items(Scope scope, Consumer<Note> notes) {
        Object value = path.find(scope);
        if (value instanceof Map<?, ?> map) {
            return ofObject(map);
        }
        if (value instanceof List<?> list) {
            return ofList(list);
        }
        if (spread && value != null) {
            throw new MappingException(
                    "not-a-list",
                    "each: %s is %s and has no values; name a path that leads to an object"
                            .formatted(this, JsonText.abridged(value, 50)));
        }
        if (value == null) {
            return List.of();
        }
        notes.accept(Note.singleValue(path));
        return List.of(new Item(0L, value));
    }

    private List<Item> ofObject(Map<?, ?> map) {
        if (!spread) {
            throw new MappingException(
                    "not-a-list",
                    "each: %s is an object with %s and not a list; write %s.* for the values of its keys"
                            .formatted(path, map.size() == 1 ? "1 key" : map.size() + " keys", path));
        }
        List<Item> items = new ArrayList<>(map.size());
        map.forEach((key, value) -> items.add(new Item(key, value)));
        return items;
    }

    private static List<Item> ofList(List<?> list) {
        List<Item> items = new ArrayList<>(list.size());
        for (@Nullable Object value : list) {
            items.add(new Item((long) items.size(), value));
        }
        return items;
    }

    /** As it is written. */
    @Override
    public String toString() {
        return !spread ? path.toString() : path.toString().equals("*") ? "*" : path + VALUES;
    }
}
