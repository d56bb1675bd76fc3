package dev.graphiti.migrator.source.fields;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes values of {@link Fields} from the JSON of a server's answer. A list of numbers with a decimal among them becomes
 * {@link Numbers}, without a box for each; a number that neither a long nor a double can hold keeps its text. Used by
 * one thread.
 */
public final class JsonFields {
    private final NumberArrayBuilder numbers = new NumberArrayBuilder();

    /** The value whose first token the parser stands on; afterwards it stands on the last. */
    public @Nullable Object value(JsonParser json) throws IOException {
        JsonToken token = json.currentToken();
        if (token == null) {
            throw new IOException("the answer ends too early");
        }
        return switch (token) {
            case START_OBJECT -> object(json);
            case START_ARRAY -> array(json);
            case VALUE_STRING -> json.getText();
            case VALUE_NUMBER_INT -> fitsLong(json) ? (Object) json.getLongValue() : json.getText();
            case VALUE_NUMBER_FLOAT -> fitsDouble(json) ? (Object) json.getDoubleValue() : json.getText();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }

    /** The object whose opening bracket the parser stands on. */
    public Map<String, @Nullable Object> object(JsonParser json) throws IOException {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (String key = json.nextFieldName(); key != null; key = json.nextFieldName()) {
            json.nextToken();
            map.put(key, value(json));
        }
        return map;
    }

    private List<@Nullable Object> array(JsonParser json) throws IOException {
        numbers.clear();
        JsonToken token = json.nextToken();
        while (gathered(json, token)) {
            token = json.nextToken();
        }
        if (token == JsonToken.END_ARRAY) {
            return numbers.finish();
        }
        List<@Nullable Object> list = numbers.toList();
        while (token != JsonToken.END_ARRAY) {
            list.add(value(json));
            token = json.nextToken();
        }
        return list;
    }

    /** Adds the token to the numbers, where it is a plain one. */
    private boolean gathered(JsonParser json, @Nullable JsonToken token) throws IOException {
        if (token == JsonToken.VALUE_NUMBER_FLOAT && fitsDouble(json)) {
            numbers.add(json.getDoubleValue());
            return true;
        }
        if (token == JsonToken.VALUE_NUMBER_INT && fitsLong(json)) {
            numbers.add(json.getLongValue());
            return true;
        }
        return false;
    }

    private static boolean fitsLong(JsonParser json) throws IOException {
        return json.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
    }

    private static boolean fitsDouble(JsonParser json) throws IOException {
        return Double.isFinite(json.getDoubleValue());
    }
}
