package dev.graphiti.migrator.source.fields;

import java.nio.ByteBuffer;
import java.util.AbstractList;
import java.util.RandomAccess;

/** A list of numbers, such as a vector, without a box for each. */
public final class Numbers extends AbstractList<Object> implements RandomAccess {
    private final double[] values;

    /** Takes the array as it is; the caller must not change it. */
    public Numbers(double[] values) {
        this.values = values;
    }

    @Override
    public Double get(int index) {
        return values[index];
    }

    /** The same without a box. */
    double at(int index) {
        return values[index];
    }

    @Override
    public int size() {
        return values.length;
    }

    /** Puts all of them into a buffer that has room for them, eight bytes each. */
    public void putInto(ByteBuffer buffer) {
        buffer.asDoubleBuffer().put(values);
        buffer.position(buffer.position() + values.length * Double.BYTES);
    }

    /** The numbers as 32-bit floats; one that is too large becomes infinite. */
    public float[] toFloats() {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }
}
