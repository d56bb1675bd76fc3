package dev.graphiti.migrator.source.fields;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers the numbers at the start of an array without a box for each, for as long as there is nothing else. */
public final class NumberArrayBuilder {
    /** Beyond it a double no longer holds every integer. */
    private static final long EXACT = 1L << 53;

    private long[] bits = new long[512];
    private boolean[] decimal = new boolean[512];
    private int size;
    private boolean anyDecimal;
    private boolean anyInexact;

    public void clear() {
        size = 0;
        anyDecimal = false;
        anyInexact = false;
    }

    public void add(long value) {
        anyInexact |= value > EXACT || value < -EXACT;
        append(value, false);
    }

    public void add(double value) {
        anyDecimal = true;
        append(Double.doubleToRawLongBits(value), true);
    }

    private void append(long value, boolean isDecimal) {
        if (size == bits.length) {
            bits = Arrays.copyOf(bits, size * 2);
            decimal = Arrays.copyOf(decimal, size * 2);
        }
        bits[size] = value;
        decimal[size++] = isDecimal;
    }

    /** The whole array: numbers without boxes when one of them is a decimal and none would lose a digit. */
    public List<@Nullable Object> finish() {
        if (!anyDecimal || anyInexact) {
            return toList();
        }
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
            values[i] = decimal[i] ? Double.longBitsToDouble(bits[i]) : bits[i];
        }
        return new Numbers(values);
    }

    /** The numbers so far, each as it was written. */
    public List<@Nullable Object> toList() {
        List<@Nullable Object> list = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            if (decimal[i]) {
                list.add(Double.longBitsToDouble(bits[i]));
            } else {
                list.add(bits[i]);
            }
        }
        return list;
    }
}
