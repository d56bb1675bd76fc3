package dev.graphiti.migrator.graph.write;

import dev.graphiti.migrator.model.PropertyMap;
import dev.graphiti.migrator.model.PropertyTag;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetTime;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.neo4j.driver.Values;

/** The properties of a copied element, with the types that they had. */
final class CopiedProperties {
    private static final Map<String, PropertyTag> TAGS =
            Arrays.stream(PropertyTag.values()).collect(Collectors.toMap(PropertyTag::key, Function.identity()));

    private CopiedProperties() {}

    static NavigableMap<String, Object> read(PropertyMap properties) {
        NavigableMap<String, Object> typed = new TreeMap<>();
        properties.values().forEach((name, value) -> typed.put(name, typed(value)));
        return typed;
    }

    private static Object typed(Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(CopiedProperties::typed).toList();
        }
        if (!(value instanceof Map<?, ?> marked)) {
            return value;
        }
        Map.Entry<?, ?> only = marked.entrySet().iterator().next();
        PropertyTag tag = TAGS.get(String.valueOf(only.getKey()));
        if (tag == null) {
            throw new IllegalStateException("a copied property is marked " + only.getKey());
        }
        return only.getValue() instanceof List<?> numbers
                ? ofNumbers(tag, numbers)
                : ofText(tag, String.valueOf(only.getValue()));
    }

    private static Object ofText(PropertyTag tag, String text) {
        return switch (tag) {
            case DATE -> LocalDate.parse(text);
            case TIME -> OffsetTime.parse(text);
            case LOCAL_TIME -> LocalTime.parse(text);
            case DATE_TIME -> ZonedDateTime.parse(text);
            case LOCAL_DATE_TIME -> LocalDateTime.parse(text);
            case BYTES -> Base64.getDecoder().decode(text);
            case FLOAT -> Double.valueOf(text);
            case DURATION, POINT -> throw new IllegalStateException(tag + " is made of numbers, not of " + text);
        };
    }

    private static Object ofNumbers(PropertyTag tag, List<?> numbers) {
        if (tag == PropertyTag.DURATION) {
            return Values.isoDuration(whole(numbers, 0), whole(numbers, 1), whole(numbers, 2), (int) whole(numbers, 3))
                    .asObject();
        }
        int srid = (int) whole(numbers, 0);
        return (numbers.size() == 3
                        ? Values.point(srid, part(numbers, 1), part(numbers, 2))
                        : Values.point(srid, part(numbers, 1), part(numbers, 2), part(numbers, 3)))
                .asObject();
    }

    private static long whole(List<?> numbers, int index) {
        return ((Number) numbers.get(index)).longValue();
    }

    private static double part(List<?> numbers, int index) {
        return ((Number) numbers.get(index)).doubleValue();
    }
}
