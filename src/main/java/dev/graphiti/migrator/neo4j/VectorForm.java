package dev.graphiti.migrator.neo4j;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import org.neo4j.driver.Values;
import org.neo4j.driver.types.Float32Vector;
import org.neo4j.driver.types.Float64Vector;
import org.neo4j.driver.types.Int16Vector;
import org.neo4j.driver.types.Int32Vector;
import org.neo4j.driver.types.Int64Vector;
import org.neo4j.driver.types.Int8Vector;
import org.neo4j.driver.types.Vector;

/** Values of Neo4j's own vector type: the type of the numbers, and a list of them. */
final class VectorForm {
    private VectorForm() {}

    static List<Object> parts(Vector vector) {
        Object array = array(vector);
        List<Object> items = new ArrayList<>();
        for (int i = 0; i < Array.getLength(array); i++) {
            Number item = (Number) Array.get(array, i);
            items.add(item instanceof Float || item instanceof Double ? item.doubleValue() : item.longValue());
        }
        return List.of(vector.elementType().getSimpleName(), TypedValue.list(items));
    }

    /** The numbers in an array of their type. */
    private static Object array(Vector vector) {
        if (vector instanceof Float32Vector floats) {
            return floats.toArray();
        }
        if (vector instanceof Float64Vector doubles) {
            return doubles.toArray();
        }
        if (vector instanceof Int8Vector bytes) {
            return bytes.toArray();
        }
        if (vector instanceof Int16Vector shorts) {
            return shorts.toArray();
        }
        return vector instanceof Int32Vector integers ? integers.toArray() : ((Int64Vector) vector).toArray();
    }

    static Object of(String type, List<?> items) {
        int length = items.size();
        float[] floats = new float[length];
        double[] doubles = new double[length];
        byte[] bytes = new byte[length];
        short[] shorts = new short[length];
        int[] integers = new int[length];
        long[] longs = new long[length];
        for (int i = 0; i < length; i++) {
            Number item = (Number) items.get(i);
            floats[i] = item.floatValue();
            doubles[i] = item.doubleValue();
            bytes[i] = item.byteValue();
            shorts[i] = item.shortValue();
            integers[i] = item.intValue();
            longs[i] = item.longValue();
        }
        return switch (type) {
            case "float" -> Values.vector(floats).asObject();
            case "double" -> Values.vector(doubles).asObject();
            case "byte" -> Values.vector(bytes).asObject();
            case "short" -> Values.vector(shorts).asObject();
            case "int" -> Values.vector(integers).asObject();
            case "long" -> Values.vector(longs).asObject();
            default -> throw new IllegalArgumentException("a vector has numbers of the unknown type " + type);
        };
    }
}
