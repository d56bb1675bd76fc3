package dev.graphiti.migrator.source.fields;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.graphiti.migrator.model.PropertyTag;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@link Fields} as JSON that people can edit, and back, without losing a bit. An integer is a {@code Long} and a decimal,
 * also {@code 1.0}, a {@code Double}. Objects with one key mark what JSON has no form for: {@code {"$float":"NaN"}}, and
 * {@code {"$number":"1e400"}} for an {@link ExactNumber}, which most readers of JSON would round. A map of the source that
 * looks like that has one more dollar sign.
 */
public final class FieldsJson {
    private static final String FLOAT = PropertyTag.FLOAT.key();
    private static final String NUMBER = "$number";
    private static final Pattern LIKE_A_TAG =
            Pattern.compile("\\$*(" + Pattern.quote(FLOAT) + "|" + Pattern.quote(NUMBER) + ")");

    /** In a pattern, a surrogate is one that is not part of a pair. */
    private static final Pattern HALF = Pattern.compile("[\\ud800-\\udfff]");

    private FieldsJson() {}

    /**
     * Writes the fields as an object.
     *
     * @throws IOException also where a key has half a character pair, which no parser takes
     */
    public static void write(Fields fields, JsonGenerator json) throws IOException {
        writeMap(fields.root(), json);
    }

    private static void write(@Nullable Object value, JsonGenerator json) throws IOException {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof String text) {
            json.writeString(text);
        } else if (value instanceof Long number) {
            json.writeNumber(number);
        } else if (value instanceof Double number) {
            writeDouble(number, json);
        } else if (value instanceof Boolean truth) {
            json.writeBoolean(truth);
        } else if (value instanceof ExactNumber number) {
            writeTagged(NUMBER, number.digits(), json);
        } else if (value instanceof Map<?, ?> map) {
            writeMap(map, json);
        } else if (value instanceof List<?> list) {
            json.writeStartArray();
            for (Object item : list) {
                write(item, json);
            }
            json.writeEndArray();
        } else {
            throw new IllegalArgumentException(
                    "a field of a record is a " + value.getClass().getName());
        }
    }

    private static void writeDouble(double number, JsonGenerator json) throws IOException {
        if (Double.isFinite(number)) {
            json.writeNumber(number);
        } else {
            writeTagged(FLOAT, Double.toString(number), json);
        }
    }

    private static void writeTagged(String tag, String value, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField(tag, value);
        json.writeEndObject();
    }

    private static void writeMap(Map<?, ?> map, JsonGenerator json) throws IOException {
        json.writeStartObject();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            String key = (String) entry.getKey();
            if (HALF.matcher(key).find()) {
                throw new IOException("JSON has no form for a key with half a character");
            }
            boolean confusing = map.size() == 1 && LIKE_A_TAG.matcher(key).matches();
            json.writeFieldName(confusing ? "$" + key : key);
            write(entry.getValue(), json);
        }
        json.writeEndObject();
    }

    /**
     * The fields that stand in the object whose opening bracket the parser stands on.
     *
     * @throws IllegalArgumentException where a marked value is not one of its type
     */
    public static Fields read(JsonParser json) throws IOException {
        if (value(json) instanceof Map<?, ?> map) {
            @SuppressWarnings("unchecked") // A map of JSON has texts as its keys.
            Map<String, @Nullable Object> root = (Map<String, @Nullable Object>) map;
            return new Fields(root);
        }
        throw new IllegalArgumentException("the fields of a record must be a JSON object");
    }

    private static @Nullable Object value(JsonParser json) throws IOException {
        JsonToken token = json.currentToken();
        return switch (token) {
            case START_OBJECT -> object(json);
            case START_ARRAY -> array(json);
            case VALUE_STRING -> json.getText();
            case VALUE_NUMBER_INT ->
                json.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                        ? new ExactNumber(json.getText())
                        : (Object) json.getLongValue();
            case VALUE_NUMBER_FLOAT -> json.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }

    private static Object object(JsonParser json) throws IOException {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (String key = json.nextFieldName(); key != null; key = json.nextFieldName()) {
            json.nextToken();
            map.put(key, value(json));
        }
        return map.size() == 1 ? unmarked(map) : map;
    }

    private static Object unmarked(Map<String, @Nullable Object> map) {
        Map.Entry<String, @Nullable Object> only = map.entrySet().iterator().next();
        String key = only.getKey();
        if (!LIKE_A_TAG.matcher(key).matches()) {
            return map;
        }
        if (key.startsWith("$$")) {
            Map<String, @Nullable Object> original = new LinkedHashMap<>();
            original.put(key.substring(1), only.getValue());
            return original;
        }
        if (!(only.getValue() instanceof String text)) {
            throw new IllegalArgumentException("the value of \"" + key + "\" must be a text");
        }
        return key.equals(NUMBER) ? new ExactNumber(text) : (Object) floating(text);
    }

    private static double floating(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("\"%s\" is not a value of \"%s\"".formatted(text, FLOAT), e);
        }
    }

    /** Decimals alone are a vector. */
    private static List<@Nullable Object> array(JsonParser json) throws IOException {
        List<@Nullable Object> list = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            list.add(value(json));
        }
        return !list.isEmpty() && list.stream().allMatch(Double.class::isInstance)
                ? new Numbers(list.stream().mapToDouble(Double.class::cast).toArray())
                : list;
    }
}
