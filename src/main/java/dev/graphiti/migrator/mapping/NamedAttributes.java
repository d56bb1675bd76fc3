package dev.graphiti.migrator.mapping;

import dev.graphiti.migrator.mapping.path.Note;
import dev.graphiti.migrator.model.PropertyMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The attributes of one element while they are gathered: each field has a name of its own, whatever their order. */
public final class NamedAttributes {
    /**
     * A field that is kept.
     *
     * @param path with dots between the names
     * @param exact the same, with a backslash before a dot that is part of a name
     * @param key the name that it would have alone
     * @param isOther whether this key is another one than the field's own name
     */
    public record Field(String path, String exact, String key, boolean isOther, Object value) {}

    private final Map<String, Field> fields = new TreeMap<>();

    /** Adds a field; the same one once, however often it is picked. */
    public void put(Field field) {
        put(field.key(), field);
    }

    /** When two fields come to one name, the one that is called so keeps it, and the other gets a mark of its path. */
    private void put(String key, Field field) {
        Field other = fields.get(key);
        if (other == null || other.exact().equals(field.exact())) {
            fields.put(key, field);
            return;
        }
        boolean otherStays = precedes(other, field, key);
        Field moved = otherStays ? field : other;
        fields.put(key, otherStays ? other : field);
        put(key + "_" + Integer.toHexString(moved.exact().hashCode()), moved);
    }

    private static boolean precedes(Field one, Field two, String key) {
        if (one.exact().equals(key) || two.exact().equals(key)) {
            return one.exact().equals(key);
        }
        return one.exact().compareTo(two.exact()) < 0;
    }

    /**
     * What has been gathered.
     *
     * @param notes takes a note for each field that has not got its own name
     */
    public PropertyMap attributes(Consumer<Note> notes) {
        if (fields.isEmpty()) {
            return PropertyMap.NONE;
        }
        Map<String, Object> values = new TreeMap<>();
        fields.forEach((key, field) -> {
            values.put(key, field.value());
            if (field.isOther() || !key.equals(field.key())) {
                notes.accept(Note.ATTRIBUTE_RENAMED);
            }
        });
        return new PropertyMap(values);
    }
}
