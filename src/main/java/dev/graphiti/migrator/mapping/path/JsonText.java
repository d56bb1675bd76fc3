package dev.graphiti.migrator.mapping.path;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.graphiti.migrator.source.fields.ExactNumber;
import dev.graphiti.migrator.source.fields.Numbers;
import dev.graphiti.migrator.text.Formats;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Values of a record as JSON text. */
public final class JsonText {
    /** A list of more decimals than this is a vector, which is nothing for a reader. */
    public static final int LONG_LIST = 100;

    private static final JsonFactory JSON = new JsonFactory();

    /** What becomes of vectors. */
    private enum Vectors {
        KEPT,
        COUNTED,
        OMITTED
    }

    private final JsonGenerator json;
    private final Vectors vectors;
    /** The very values that are kept elsewhere. */
    private final Set<Object> known;

    private int leftOut;

    private JsonText(JsonGenerator json, Vectors vectors, Set<Object> known) {
        this.json = json;
        this.vectors = vectors;
        this.known = known;
    }

    public static String whole(@Nullable Object value) {
        return write(value, Vectors.KEPT, Set.of(), () -> {});
    }

    /** For people: of a vector only the numbers are counted. */
    public static String readable(@Nullable Object value) {
        return write(value, Vectors.COUNTED, Set.of(), () -> {});
    }

    /** The same, cut to this many characters. */
    public static String abridged(@Nullable Object value, int maxLength) {
        return Formats.shortened(readable(value), maxLength);
    }

    /**
     * Without vectors.
     *
     * @param known the very vectors that are kept elsewhere, compared by identity
     * @param onLeftOut runs for each other one
     */
    public static String withoutVectors(Map<String, @Nullable Object> root, Set<Object> known, Runnable onLeftOut) {
        return write(root, Vectors.OMITTED, known, onLeftOut);
    }

    private static String write(@Nullable Object value, Vectors vectors, Set<Object> known, Runnable onLeftOut) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            JsonText writer = new JsonText(json, vectors, known);
            writer.write(value);
            for (int i = 0; i < writer.leftOut; i++) {
                onLeftOut.run();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a StringWriter does not fail", e);
        }
        return text.toString();
    }

    private void write(@Nullable Object value) throws IOException {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof Long number) {
            json.writeNumber(number);
        } else if (value instanceof Double number) {
            writeDouble(number);
        } else if (value instanceof ExactNumber number) {
            json.writeNumber(number.digits());
        } else if (value instanceof Boolean truth) {
            json.writeBoolean(truth);
        } else if (value instanceof Map<?, ?> map) {
            writeObject(map);
        } else if (value instanceof List<?> list) {
            writeList(list);
        } else {
            json.writeString(value.toString());
        }
    }

    private void writeDouble(double number) throws IOException {
        if (Double.isFinite(number)) {
            json.writeNumber(NumberText.of(number));
        } else {
            json.writeString(Double.toString(number));
        }
    }

    private void writeObject(Map<?, ?> map) throws IOException {
        json.writeStartObject();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            String key = String.valueOf(entry.getKey());
            Object value = entry.getValue();
            if (value != null && known.contains(value)) {
                continue;
            }
            if (vectors == Vectors.OMITTED && isVector(value)) {
                leftOut++;
                continue;
            }
            json.writeFieldName(key);
            write(value);
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
            write(item);
        }
        json.writeEndArray();
    }

    /** Decimals, so many that they are an embedding; as many whole numbers are readings, years or tokens. */
    public static boolean isVector(@Nullable Object value) {
        if (!(value instanceof List<?> list) || list.size() <= LONG_LIST) {
            return false;
        }
        return list instanceof Numbers
                || (list.stream().allMatch(Number.class::isInstance)
                        && list.stream().anyMatch(Double.class::isInstance));
    }
}
