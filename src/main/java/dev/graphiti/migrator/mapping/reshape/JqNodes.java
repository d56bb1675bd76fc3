package dev.graphiti.migrator.mapping.reshape;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.graphiti.migrator.source.fields.ExactNumber;
import dev.graphiti.migrator.source.fields.Fields;
import dev.graphiti.migrator.source.fields.Numbers;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Values of records as values of jq, and back. jq changes no value in place, so a value that a program passes on comes back as
 * the one that it was, with all digits of its numbers.
 */
final class JqNodes {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    /** Beyond it a double does not have every integer. */
    private static final long EXACT = 1L << 53;

    private static final int SURELY_EXACT = 15;

    private JqNodes() {}

    /** An object of a record. */
    @SuppressWarnings("unchecked") // What the class above returns as its copy.
    private static final class SourceObject extends ObjectNode {
        private final transient Map<String, @Nullable Object> original;

        SourceObject(Map<String, @Nullable Object> original) {
            super(NODES, new LinkedHashMap<>(original.size() * 4 / 3 + 1));
            this.original = original;
        }
    }

    /** A list of a record. */
    @SuppressWarnings("unchecked") // What the class above returns as its copy.
    private static final class SourceArray extends ArrayNode {
        private final transient List<@Nullable Object> original;

        SourceArray(List<@Nullable Object> original) {
            super(NODES, original.size());
            this.original = original;
        }
    }

    /** A number that a double does not hold. jq calculates with doubles, so it is not an integer to the operators. */
    private static final class WideNumber extends DecimalNode {
        private final transient Object original;

        WideNumber(String digits, Object original) {
            super(new BigDecimal(digits));
            this.original = original;
        }
    }

    static JsonNode node(Fields fields) {
        return object(fields.root());
    }

    static JsonNode node(@Nullable Object value) {
        if (value == null) {
            return NODES.nullNode();
        } else if (value instanceof String text) {
            return NODES.textNode(text);
        } else if (value instanceof Long number) {
            return integer(number);
        } else if (value instanceof Double number) {
            return NODES.numberNode(number.doubleValue());
        } else if (value instanceof Boolean truth) {
            return NODES.booleanNode(truth);
        } else if (value instanceof ExactNumber number) {
            return new WideNumber(number.digits(), number);
        } else if (value instanceof Map<?, ?> map) {
            @SuppressWarnings("unchecked") // The maps of a record have texts as their keys.
            Map<String, @Nullable Object> object = (Map<String, @Nullable Object>) map;
            return object(object);
        } else if (value instanceof List<?> list) {
            @SuppressWarnings("unchecked") // Any list is one of objects.
            List<@Nullable Object> items = (List<@Nullable Object>) list;
            SourceArray array = new SourceArray(items);
            items.forEach(item -> array.add(node(item)));
            return array;
        }
        throw new IllegalArgumentException(
                "a field of a record is a " + value.getClass().getName());
    }

    private static JsonNode object(Map<String, @Nullable Object> map) {
        SourceObject object = new SourceObject(map);
        map.forEach((key, value) -> object.set(key, node(value)));
        return object;
    }

    private static JsonNode integer(long number) {
        return number <= EXACT && number >= -EXACT
                ? NODES.numberNode(number)
                : new WideNumber(Long.toString(number), number);
    }

    /**
     * A number with all of its digits.
     *
     * @param text as JSON writes it
     */
    static JsonNode number(String text) {
        boolean isInteger = text.chars().allMatch(c -> c == '-' || (c >= '0' && c <= '9'));
        BigDecimal written = new BigDecimal(text);
        if (isInteger) {
            return written.precision() < 19 || written.compareTo(BigDecimal.valueOf(written.longValue())) == 0
                    ? integer(written.longValue())
                    : new WideNumber(text, new ExactNumber(text));
        }
        double number = Double.parseDouble(text);
        boolean isExact = Double.isFinite(number)
                && (number != 0 || written.signum() == 0)
                && (text.length() <= SURELY_EXACT || BigDecimal.valueOf(number).compareTo(written) == 0);
        return isExact ? NODES.numberNode(number) : new WideNumber(text, new ExactNumber(text));
    }

    /** The value whose first token the parser is at. */
    static JsonNode read(JsonParser json) throws IOException {
        JsonToken token = json.currentToken();
        return switch (token) {
            case START_OBJECT -> {
                ObjectNode object = NODES.objectNode();
                for (String key = json.nextFieldName(); key != null; key = json.nextFieldName()) {
                    json.nextToken();
                    object.set(key, read(json));
                }
                yield object;
            }
            case START_ARRAY -> {
                ArrayNode array = NODES.arrayNode();
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    array.add(read(json));
                }
                yield array;
            }
            case VALUE_STRING -> NODES.textNode(json.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(json.getText());
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            default -> NODES.nullNode();
        };
    }

    /** The fields of a result, which must be an object. */
    static Fields fields(JsonNode object) {
        return new Fields(map(object));
    }

    private static @Nullable Object value(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> map(node);
            case ARRAY -> list(node);
            case STRING -> node.textValue();
            case NUMBER -> number(node);
            case BOOLEAN -> node.booleanValue();
            default -> null;
        };
    }

    private static Object number(JsonNode node) {
        if (node instanceof WideNumber wide) {
            return wide.original;
        }
        if (node.isFloatingPointNumber()) {
            return node.doubleValue();
        }
        return node.canConvertToLong() ? (Object) node.longValue() : new ExactNumber(node.asText());
    }

    private static Map<String, @Nullable Object> map(JsonNode node) {
        if (node instanceof SourceObject object) {
            return object.original;
        }
        Map<String, @Nullable Object> map = new LinkedHashMap<>(node.size() * 4 / 3 + 1);
        node.properties().forEach(entry -> map.put(entry.getKey(), value(entry.getValue())));
        return map;
    }

    private static List<@Nullable Object> list(JsonNode node) {
        if (node instanceof SourceArray array) {
            return array.original;
        }
        List<@Nullable Object> list = new ArrayList<>(node.size());
        boolean isAnyDecimal = false;
        boolean isNumbers = true;
        for (JsonNode item : node) {
            Object value = value(item);
            list.add(value);
            isAnyDecimal |= value instanceof Double;
            isNumbers &= value instanceof Double || (value instanceof Long && !(item instanceof WideNumber));
        }
        return isAnyDecimal && isNumbers
                ? new Numbers(list.stream()
                        .mapToDouble(number -> ((Number) number).doubleValue())
                        .toArray())
                : list;
    }
}
