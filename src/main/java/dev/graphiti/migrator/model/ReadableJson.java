package dev.graphiti.migrator.model;

import dev.graphiti.migrator.text.Formats;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Elements as JSON for people: dead letters show them. Of a vector only the numbers are counted. */
public final class ReadableJson {
    /** So that the rest of an element is seen too. */
    private static final int LONGEST_TEXT = 1_000;

    private final StringBuilder json = new StringBuilder();

    private ReadableJson() {}

    /** What is null or empty is left out. */
    public static String of(Record value) {
        ReadableJson readable = new ReadableJson();
        readable.addRecord(value);
        return readable.json.toString();
    }

    private void add(Object value) {
        if (value instanceof PropertyMap properties) {
            addMap(properties.values());
        } else if (value instanceof Map<?, ?> map) {
            addMap(map);
        } else if (value instanceof Embedding vector) {
            addText("[" + vector.dimension() + " numbers]");
        } else if (value instanceof Collection<?> items) {
            String separator = "[";
            for (Object item : items) {
                json.append(separator);
                add(item);
                separator = ",";
            }
            json.append(']');
        } else if (value instanceof Record nested) {
            addRecord(nested);
        } else if (value instanceof Number || value instanceof Boolean) {
            json.append(value);
        } else if (value instanceof ElementKind kind) {
            addText(kind.graphName());
        } else if (value instanceof EpisodeSource source) {
            addText(source.graphName());
        } else {
            addText(value.toString());
        }
    }

    private void addMap(Map<?, ?> map) {
        String separator = "{";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            json.append(separator);
            addText(String.valueOf(entry.getKey()));
            json.append(':');
            add(entry.getValue());
            separator = ",";
        }
        json.append('}');
    }

    private void addRecord(Record value) {
        json.append('{');
        int start = json.length();
        for (RecordComponent component : value.getClass().getRecordComponents()) {
            Object field = get(component, value);
            if (field == null || isEmpty(field)) {
                continue;
            }
            if (json.length() > start) {
                json.append(',');
            }
            addText(snakeCase(component.getName()));
            json.append(':');
            add(field);
        }
        json.append('}');
    }

    private static boolean isEmpty(Object field) {
        return field.equals("")
                || (field instanceof Collection<?> items && items.isEmpty())
                || (field instanceof PropertyMap properties && properties.isEmpty());
    }

    private static @Nullable Object get(RecordComponent component, Record value) {
        try {
            return component.getAccessor().invoke(value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a record's accessor only returns its component", e);
        }
    }

    private static String snakeCase(String name) {
        return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    private void addText(String value) {
        json.append('"');
        for (char c : Formats.shortened(value, LONGEST_TEXT).toCharArray()) {
            switch (c) {
                case '"', '\\' -> json.append('\\').append(c);
                case '\n' -> json.append("\\n");
                default -> {
                    if (c < ' ') {
                        json.append("\\u%04x".formatted((int) c));
                    } else {
                        json.append(c);
                    }
                }
            }
        }
        json.append('"');
    }
}
