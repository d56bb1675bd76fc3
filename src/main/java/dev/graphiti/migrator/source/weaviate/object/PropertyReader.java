package dev.graphiti.migrator.source.weaviate.object;

import dev.graphiti.migrator.source.fields.Numbers;
import dev.graphiti.migrator.source.weaviate.api.PropertyType;
import dev.graphiti.migrator.source.weaviate.api.PropertyType.Kind;
import dev.graphiti.migrator.source.weaviate.api.UnreadableObjectException;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes fields of an object's properties, by their types: integers are integers and decimals decimals however they were
 * written. A property that the schema does not know stays as it is.
 */
public record PropertyReader(References references, boolean keepsBlobs) {
    private static final double LONGS = 0x1p63;
    private static final Pattern HUGE_NUMBER = Pattern.compile("-?[0-9]{15,}|-?[0-9.]+[eE][-+]?[0-9]+");

    Map<String, @Nullable Object> read(Map<String, PropertyType> types, Map<?, ?> values)
            throws UnreadableObjectException, IOException {
        Map<String, @Nullable Object> properties = new LinkedHashMap<>(values.size() * 4 / 3 + 1);
        for (Map.Entry<?, ?> each : values.entrySet()) {
            String name = (String) each.getKey();
            PropertyType type = types.get(name);
            if (each.getValue() != null && (type == null || type.kind() != Kind.BLOB || keepsBlobs)) {
                properties.put(name, property(name, type, each.getValue()));
            }
        }
        return properties;
    }

    private @Nullable Object property(String name, @Nullable PropertyType type, Object value)
            throws UnreadableObjectException, IOException {
        if (type == null) {
            return References.looksLike(value) ? references.read(name, List.of(), value) : value;
        }
        if (type.kind() == Kind.REFERENCE) {
            return references.read(name, type.targets(), value);
        }
        if (!type.many()) {
            return single(name, type, value);
        }
        if (!(value instanceof List<?> list)) {
            throw mismatch(name, type, value);
        }
        return type.kind() == Kind.NUMBER ? numbers(name, type, list) : list(name, type, list);
    }

    private List<@Nullable Object> list(String name, PropertyType type, List<?> list)
            throws UnreadableObjectException, IOException {
        List<@Nullable Object> items = new ArrayList<>(list.size());
        for (Object item : list) {
            items.add(item == null ? null : single(name, type, item));
        }
        return items;
    }

    private static List<Object> numbers(String name, PropertyType type, List<?> list) throws UnreadableObjectException {
        if (list instanceof Numbers ready) {
            return ready;
        }
        double[] values = new double[list.size()];
        for (int i = 0; i < values.length; i++) {
            if (!(list.get(i) instanceof Number number)) {
                throw mismatch(name, type, list);
            }
            values[i] = number.doubleValue();
        }
        return new Numbers(values);
    }

    private @Nullable Object single(String name, PropertyType type, Object value)
            throws UnreadableObjectException, IOException {
        Object read = switch (type.kind()) {
            case TEXT, BLOB -> value instanceof String ? value : null;
            case INT -> integer(value);
            case NUMBER -> value instanceof Number number ? (Object) number.doubleValue() : hugeNumber(value);
            case BOOLEAN -> value instanceof Boolean ? value : null;
            case GEO, PHONE -> value instanceof Map ? value : null;
            case OBJECT -> value instanceof Map<?, ?> map ? read(type.nested(), map) : null;
            case REFERENCE, OTHER -> value;
        };
        if (read == null) {
            throw mismatch(name, type, value);
        }
        return read;
    }

    /** Weaviate keeps whole numbers as floating point numbers, and writes large ones as such. */
    private static @Nullable Object integer(Object value) {
        if (value instanceof Double number && Math.rint(number) == number) {
            return Math.abs(number) < LONGS
                    ? (Object) number.longValue()
                    : BigDecimal.valueOf(number).toBigInteger().toString();
        }
        return value instanceof Long ? value : hugeNumber(value);
    }

    /** One that is too large for its form, and has kept its text. */
    private static @Nullable Object hugeNumber(Object value) {
        return value instanceof String text && HUGE_NUMBER.matcher(text).matches() ? value : null;
    }

    private static UnreadableObjectException mismatch(String name, PropertyType type, Object value) {
        String what = value instanceof String
                ? "a text"
                : value instanceof Number
                        ? "a number"
                        : value instanceof Boolean ? "true or false" : value instanceof List ? "a list" : "an object";
        return new UnreadableObjectException(
                "its property %s is %s and not %s, as its class says".formatted(name, what, type.words()));
    }
}
