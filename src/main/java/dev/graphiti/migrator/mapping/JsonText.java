package dev.graphiti.migrator.mapping;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Values of a record as JSON text. */
public final class JsonText {
    /** A list of more numbers than this is a vector or a series: nothing for a reader. */
    static final int LONG_LIST = 100;

    private static final JsonFactory JSON = new JsonFactory();

    /** What becomes of long lists of numbers. */
    private enum Vectors {
        KEPT,
        COUNTED,
        OMITTED
    }

    private final JsonGenerator json;
    private final Vectors vectors;

    private JsonText(JsonGenerator json, Vectors vectors) {
        this.json = json;
        this.vectors = vectors;
    }

    public static String whole(@Nullable Object value) {
        return write(value, Vectors.KEPT, Set.of());
    }

    /** For people: a long list of numbers is only counted, and the text is cut at a length. */
    public static String abridged(@Nullable Object value, int maxLength) {
        String text = write(value, Vectors.COUNTED, Set.of());
        return text.length() <= maxLength ? text : EntityName.cut(text, maxLength - 1) + "…";
    }

    /** Without vectors, neither known ones nor what looks like one. */
    static String withoutVectors(Map<String, @Nullable Object> root, Set<String> omitted) {
        return write(root, Vectors.OMITTED, omitted);
    }

    private static String write(@Nullable Object value, Vectors vectors, Set<String> omitted) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            new JsonText(json, vectors).write(value, omitted);
        } catch (IOException e) {
            throw new UncheckedIOException("a StringWriter does not fail", e);
        }
        return text.toString();
    }

    private void write(@Nullable Object value, Set<String> omitted) throws IOException {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof Long number) {
            json.writeNumber(number);
        } else if (value instanceof Double number) {
            json.writeNumber(number);
        } else if (value instanceof Boolean truth) {
            json.writeBoolean(truth);
        } else if (value instanceof Map<?, ?> map) {
            writeObject(map, omitted);
        } else if (value instanceof List<?> list) {
            writeList(list);
        } else {
            json.writeString(value.toString());
        }
    }

    private void writeObject(Map<?, ?> map, Set<String> omitted) throws IOException {
        json.writeStartObject();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            String key = String.valueOf(entry.getKey());
            boolean isOmitted = omitted.contains(key) || (vectors == Vectors.OMITTED && isVector(entry.getValue()));
            if (!isOmitted) {
                json.writeFieldName(key);
                write(entry.getValue(), Set.of());
            }
        }
        json.writeEndObject();
    }

    private void writeList(List<?> list) throws IOException {
        if (vectors == Vectors.COUNTED && isVector(list)) {
            json.writeString("[" + list.size() + " numbers]");
            return;
        }
        json.writeStartArray();
        for (Object item : list) {
            write(item, Set.of());
        }
        json.writeEndArray();
    }

    static boolean isVector(@Nullable Object value) {
        return value instanceof List<?> list
                && list.size() > LONG_LIST
                && list.stream().allMatch(Number.class::isInstance);
    }
}
