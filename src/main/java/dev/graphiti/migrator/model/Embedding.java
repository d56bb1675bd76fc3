package dev.graphiti.migrator.model;

import java.io.Serializable;
import java.util.Arrays;

/**
 * A vector of 32-bit floats that may enter the graph: at least one component, all finite, not all zero. One vector
 * that breaks this makes every search over its group fail in Neo4j, so it cannot be built.
 *
 * <p>The array is not copied; who hands it over must not change it.
 */
@SuppressWarnings("ArrayRecordComponent") // The one type that wraps an array; equality is by content.
public record Embedding(float[] values) implements Serializable {
    public Embedding {
        if (values.length == 0) {
            throw new IllegalArgumentException("the vector is empty");
        }
        boolean zero = true;
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                throw new IllegalArgumentException("the vector's component %d is %s".formatted(i, values[i]));
            }
            zero &= values[i] == 0;
        }
        if (zero) {
            throw new IllegalArgumentException("the vector is all zeros");
        }
    }

    public int dimension() {
        return values.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Embedding that && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return "Embedding[" + values.length + "]";
    }
}
