package dev.graphiti.migrator.source.weaviate;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonParser.NumberType;
import com.fasterxml.jackson.core.JsonToken;
import dev.graphiti.migrator.source.Numbers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON values into the tree that {@link dev.graphiti.migrator.source.Fields} holds. A list of numbers with a
 * decimal among them becomes {@link Numbers}; a number that neither a long nor a double can hold keeps its text.
 */
final class JsonTree {
    /** Beyond it a double no longer holds every integer. */
    private static final long EXACT = 1L << 53;

    private double[] numbers = new double[1_536];

    /** The value whose first token is the current one. */
    @Nullable
    Object value(JsonParser json) throws IOException {
        return switch (json.currentToken()) {
            case START_OBJECT -> object(json);
            case START_ARRAY -> array(json);
            case VALUE_STRING -> json.getText();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(json);
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }

    private Map<String, @Nullable Object> object(JsonParser json) throws IOException {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (String key = json.nextFieldName(); key != null; key = json.nextFieldName()) {
            json.nextToken();
            map.put(key, value(json));
        }
        return map;
    }

    private static Object number(JsonParser json) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_NUMBER_INT) {
            return json.getNumberType() == NumberType.BIG_INTEGER ? json.getText() : (Object) json.getLongValue();
        }
        double value = json.getDoubleValue();
        return Double.isFinite(value) ? (Object) value : json.getText();
    }

    private List<@Nullable Object> array(JsonParser json) throws IOException {
        int size = 0;
        boolean anyDecimal = false;
        boolean exact = true;
        List<@Nullable Object> others = new ArrayList<>(0);
        for (JsonToken token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
            if (others.isEmpty() && exact && isPlain(json, token)) {
                anyDecimal |= token == JsonToken.VALUE_NUMBER_FLOAT;
                append(size++, json.getDoubleValue());
            } else {
                if (exact && size > 0) {
                    others.addAll(boxed(size, anyDecimal));
                }
                exact = false;
                others.add(value(json));
            }
        }
        if (!exact) {
            return others;
        }
        return anyDecimal ? new Numbers(Arrays.copyOf(numbers, size)) : boxed(size, false);
    }

    private static boolean isPlain(JsonParser json, JsonToken token) throws IOException {
        if (token == JsonToken.VALUE_NUMBER_FLOAT) {
            return Double.isFinite(json.getDoubleValue());
        }
        return token == JsonToken.VALUE_NUMBER_INT
                && json.getNumberType() != NumberType.BIG_INTEGER
                && Math.abs(json.getLongValue()) <= EXACT;
    }

    private void append(int index, double value) {
        if (index == numbers.length) {
            numbers = Arrays.copyOf(numbers, 2 * index);
        }
        numbers[index] = value;
    }

    private List<@Nullable Object> boxed(int size, boolean decimals) {
        List<@Nullable Object> list = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            list.add(decimals ? (Object) numbers[i] : (Object) (long) numbers[i]);
        }
        return list;
    }
}
