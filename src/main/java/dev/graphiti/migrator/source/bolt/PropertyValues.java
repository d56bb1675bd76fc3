package dev.graphiti.migrator.source.bolt;

import dev.graphiti.migrator.model.PropertyTag;
import dev.graphiti.migrator.neo4j.TypedValue;
import dev.graphiti.migrator.source.fields.Numbers;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Value;
import org.neo4j.driver.types.Float32Vector;
import org.neo4j.driver.types.Float64Vector;
import org.neo4j.driver.types.Int16Vector;
import org.neo4j.driver.types.Int32Vector;
import org.neo4j.driver.types.Int64Vector;
import org.neo4j.driver.types.Int8Vector;
import org.neo4j.driver.types.MapAccessor;
import org.neo4j.driver.types.Point;
import org.neo4j.driver.types.Type;
import org.neo4j.driver.types.TypeSystem;
import org.neo4j.driver.types.Vector;

/** Property values as field values: texts, numbers, booleans and lists as they are, the rest in one of two ways. */
public enum PropertyValues {
    /** To be read: times and durations in ISO 8601 with their zone, points by their coordinates, bytes in Base64. */
    READABLE,
    /** To be written again as they were: with a {@link PropertyTag}. */
    EXACT;

    private static final Type LIST = TypeSystem.getDefault().LIST();

    /** All properties, in the server's order. */
    public Map<String, @Nullable Object> of(MapAccessor properties) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (String name : properties.keys()) {
            values.put(name, of(properties.get(name)));
        }
        return values;
    }

    public @Nullable Object of(Value value) {
        return LIST.isTypeOf(value) ? list(value) : scalar(value.asObject());
    }

    private Object list(Value value) {
        int size = value.size();
        if (size > 0 && value.get(0).asObject() instanceof Double) {
            Numbers numbers = numbers(value, size);
            if (numbers != null) {
                return numbers;
            }
        }
        List<@Nullable Object> items = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            items.add(scalar(value.get(i).asObject()));
        }
        return items;
    }

    /** Null where a number is none that travels as one. */
    private @Nullable Numbers numbers(Value value, int size) {
        double[] numbers = new double[size];
        for (int i = 0; i < size; i++) {
            if (!(value.get(i).asObject() instanceof Double number) || (this == EXACT && !Double.isFinite(number))) {
                return null;
            }
            numbers[i] = number;
        }
        return new Numbers(numbers);
    }

    private @Nullable Object scalar(@Nullable Object value) {
        if (value == null || value instanceof String || value instanceof Long || value instanceof Boolean) {
            return value;
        }
        if (value instanceof Double number) {
            return this == READABLE ? number : TypedValue.plain(number);
        }
        if (value instanceof Float32Vector vector) {
            return numbers(vector.toArray());
        }
        if (value instanceof Float64Vector vector) {
            return new Numbers(vector.toArray());
        }
        if (value instanceof Vector vector) {
            return wholeNumbers(vector);
        }
        return this == READABLE ? readable(value) : TypedValue.plain(value);
    }

    private static Numbers numbers(float[] floats) {
        double[] numbers = new double[floats.length];
        for (int i = 0; i < floats.length; i++) {
            numbers[i] = floats[i];
        }
        return new Numbers(numbers);
    }

    private static List<Long> wholeNumbers(Vector vector) {
        Object array = vector instanceof Int8Vector bytes
                ? bytes.toArray()
                : vector instanceof Int16Vector shorts
                        ? shorts.toArray()
                        : vector instanceof Int32Vector ints ? ints.toArray() : ((Int64Vector) vector).toArray();
        return IntStream.range(0, Array.getLength(array))
                .mapToObj(i -> Array.getLong(array, i))
                .toList();
    }

    private static Object readable(Object value) {
        if (value instanceof byte[] bytes) {
            return Base64.getEncoder().encodeToString(bytes);
        }
        if (value instanceof Point point) {
            Map<String, @Nullable Object> fields = new LinkedHashMap<>();
            fields.put("srid", (long) point.srid());
            fields.put("x", point.x());
            fields.put("y", point.y());
            if (!Double.isNaN(point.z())) {
                fields.put("z", point.z());
            }
            return fields;
        }
        return value.toString();
    }
}
