package dev.graphiti.migrator.neo4j;

import dev.graphiti.migrator.model.PropertyTag;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Value;
import org.neo4j.driver.Values;
import org.neo4j.driver.types.IsoDuration;
import org.neo4j.driver.types.Point;
import org.neo4j.driver.types.Vector;

/**
 * The one form that property values have outside of Neo4j: texts, booleans, whole numbers, finite floats and lists as JSON
 * has them, all other types as an object of one key, a {@link PropertyTag}. No property is an object itself.
 */
public final class TypedValue {
    /** Below, a list of numbers is easier to read and hardly longer. */
    private static final int SHORTEST_PACKED = 4;

    /** Coordinate reference systems with three dimensions: WGS 84 and Cartesian. */
    private static final List<Integer> THREE_DIMENSIONS = List.of(4979, 9157);

    private static final Map<String, PropertyTag> TAGS =
            Arrays.stream(PropertyTag.values()).collect(Collectors.toMap(PropertyTag::key, Function.identity()));

    private TypedValue() {}

    /**
     * The form of a value that the driver has given, or takes.
     *
     * @throws IllegalArgumentException if this release does not know its type
     */
    public static Object plain(Object value) {
        if (value instanceof String || value instanceof Long || value instanceof Integer || value instanceof Boolean) {
            return value;
        }
        if (value instanceof Double || value instanceof Float) {
            double number = ((Number) value).doubleValue();
            return Double.isFinite(number) ? number : PropertyTag.FLOAT.mark(Double.toString(number));
        }
        if (value instanceof List<?> list) {
            return list(list);
        }
        if (value instanceof byte[] bytes) {
            return PropertyTag.BYTES.mark(Base64.getEncoder().encodeToString(bytes));
        }
        if (value instanceof IsoDuration duration) {
            return PropertyTag.DURATION.mark(
                    List.of(duration.months(), duration.days(), duration.seconds(), (long) duration.nanoseconds()));
        }
        if (value instanceof Point point) {
            return PropertyTag.POINT.mark(coordinates(point));
        }
        return value instanceof Vector vector
                ? PropertyTag.VECTOR.mark(VectorForm.parts(vector))
                : tag(value).mark(value.toString());
    }

    static Object list(List<?> list) {
        float[] floats = floats(list);
        if (floats != null) {
            ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * floats.length);
            bytes.asFloatBuffer().put(floats);
            return PropertyTag.FLOATS.mark(Base64.getEncoder().encodeToString(bytes.array()));
        }
        List<Object> items = new ArrayList<>(list.size());
        list.forEach(item -> items.add(plain(item)));
        return items;
    }

    /** Null if a number is none of 32 bits, or there are few of them. */
    private static float @Nullable [] floats(List<?> list) {
        if (list.size() < SHORTEST_PACKED) {
            return null;
        }
        float[] floats = new float[list.size()];
        for (int i = 0; i < floats.length; i++) {
            if (!(list.get(i) instanceof Double number)) {
                return null;
            }
            floats[i] = number.floatValue();
            if (Double.doubleToRawLongBits(floats[i]) != Double.doubleToRawLongBits(number)) {
                return null;
            }
        }
        return floats;
    }

    private static List<Object> coordinates(Point point) {
        List<Object> numbers = new ArrayList<>(List.of((long) point.srid(), plain(point.x()), plain(point.y())));
        if (THREE_DIMENSIONS.contains(point.srid())) {
            numbers.add(plain(point.z()));
        }
        return numbers;
    }

    private static PropertyTag tag(Object value) {
        if (value instanceof ZonedDateTime || value instanceof OffsetDateTime) {
            return PropertyTag.DATE_TIME;
        }
        if (value instanceof LocalDateTime) {
            return PropertyTag.LOCAL_DATE_TIME;
        }
        if (value instanceof LocalDate) {
            return PropertyTag.DATE;
        }
        if (value instanceof OffsetTime) {
            return PropertyTag.TIME;
        }
        if (value instanceof LocalTime) {
            return PropertyTag.LOCAL_TIME;
        }
        throw new IllegalArgumentException(
                "a property is a " + value.getClass().getName() + ", which this release cannot copy");
    }

    /**
     * The value of a form, as the driver gives it.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static Object typed(@Nullable Object plain) {
        if (plain instanceof List<?> list) {
            return list.stream().map(TypedValue::typed).toList();
        }
        if (plain instanceof Integer number) {
            return number.longValue();
        }
        if (plain == null) {
            throw new IllegalArgumentException("a property has no value");
        }
        if (!(plain instanceof Map<?, ?> marked)) {
            return plain;
        }
        if (marked.size() != 1) {
            throw new IllegalArgumentException("a property value is an object of %d keys".formatted(marked.size()));
        }
        Map.Entry<?, ?> only = marked.entrySet().iterator().next();
        PropertyTag tag = TAGS.get(String.valueOf(only.getKey()));
        if (tag == null) {
            throw new IllegalArgumentException("a property value has the unknown type " + only.getKey());
        }
        return only.getValue() instanceof List<?> parts
                ? ofParts(tag, parts)
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
            case FLOATS -> unpacked(Base64.getDecoder().decode(text));
            case DURATION, POINT, VECTOR ->
                throw new IllegalArgumentException(tag + " is made of parts, not of " + text);
        };
    }

    private static List<Double> unpacked(byte[] bytes) {
        List<Double> numbers = new ArrayList<>(bytes.length / Float.BYTES);
        ByteBuffer floats = ByteBuffer.wrap(bytes);
        while (floats.hasRemaining()) {
            numbers.add((double) floats.getFloat());
        }
        return numbers;
    }

    private static Object ofParts(PropertyTag tag, List<?> parts) {
        return switch (tag) {
            case DURATION ->
                Values.isoDuration(whole(parts, 0), whole(parts, 1), whole(parts, 2), (int) whole(parts, 3))
                        .asObject();
            case POINT -> point(parts).asObject();
            case VECTOR -> VectorForm.of(String.valueOf(parts.get(0)), (List<?>) typed(parts.get(1)));
            default -> throw new IllegalArgumentException(tag + " is a text, not a list");
        };
    }

    private static Value point(List<?> parts) {
        int srid = (int) whole(parts, 0);
        return parts.size() == 3
                ? Values.point(srid, real(parts, 1), real(parts, 2))
                : Values.point(srid, real(parts, 1), real(parts, 2), real(parts, 3));
    }

    private static long whole(List<?> parts, int index) {
        return ((Number) parts.get(index)).longValue();
    }

    private static double real(List<?> parts, int index) {
        return ((Number) typed(parts.get(index))).doubleValue();
    }
}
