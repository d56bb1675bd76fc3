package dev.graphiti.migrator.source;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes values of {@link Fields} from JSON. A list of numbers with a decimal among them becomes {@link Numbers}, without
 * a box for each; an integer beyond a long keeps its text.
 */
public final class JsonFields {
    private JsonFields() {}

    /** The value whose first token the parser stands on; afterwards it stands on the last. */
    public static @Nullable Object value(JsonParser json) throws IOException {
        JsonToken token = json.currentToken();
        if (token == null) {
            throw new IOException("the answer ends too early");
        }
        return switch (token) {
            case START_OBJECT -> object(json);
            case START_ARRAY -> array(json);
            case VALUE_STRING -> json.getText();
            case VALUE_NUMBER_INT -> fitsLong(json) ? (Object) json.getLongValue() : json.getText();
            case VALUE_NUMBER_FLOAT -> json.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }

    /** The object whose opening bracket the parser stands on. */
    public static Map<String, @Nullable Object> object(JsonParser json) throws IOException {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (String key = json.nextFieldName(); key != null; key = json.nextFieldName()) {
            json.nextToken();
            map.put(key, value(json));
        }
        return map;
    }

    private static List<@Nullable Object> array(JsonParser json) throws IOException {
        double[] run = new double[16];
        int size = 0;
        JsonToken token = json.nextToken();
        // A vector begins with a decimal; a list of integers stays one.
        while (token == JsonToken.VALUE_NUMBER_FLOAT || (size > 0 && token == JsonToken.VALUE_NUMBER_INT)) {
            if (size == run.length) {
                run = Arrays.copyOf(run, size < 1024 ? 1024 : 2 * size);
            }
            run[size++] = json.getDoubleValue();
            token = json.nextToken();
        }
        if (size > 0 && token == JsonToken.END_ARRAY) {
            return new Numbers(size == run.length ? run : Arrays.copyOf(run, size));
        }
        List<@Nullable Object> list = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            list.add(run[i]);
        }
        while (token != JsonToken.END_ARRAY) {
            list.add(value(json));
            token = json.nextToken();
        }
        return list;
    }

    private static boolean fitsLong(JsonParser json) throws IOException {
        return json.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
    }
}
