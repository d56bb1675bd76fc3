package dev.graphiti.migrator.source.bolt;

import java.math.BigDecimal;
import java.util.Comparator;

/**
 * The order of keys in a range index, all texts or all numbers. Texts are in the order of their code points; whole
 * numbers and floating ones are compared exactly, and 1 and 1.0 are one key, but -0.0 comes before 0.
 */
enum IndexOrder implements Comparator<Object> {
    INSTANCE;

    @Override
    public int compare(Object one, Object other) {
        if (one instanceof String text) {
            return byCodePoint(text, (String) other);
        }
        if (one instanceof Long number) {
            return other instanceof Long second ? Long.compare(number, second) : -byValue((Double) other, number);
        }
        return other instanceof Double second
                ? Double.compare((Double) one, second)
                : byValue((Double) one, (Long) other);
    }

    private static int byCodePoint(String one, String other) {
        int length = Math.min(one.length(), other.length());
        for (int i = 0; i < length; i++) {
            char left = one.charAt(i);
            char right = other.charAt(i);
            if (left != right) {
                boolean surrogates = Character.isSurrogate(left) && Character.isSurrogate(right);
                return surrogates || !(Character.isSurrogate(left) || Character.isSurrogate(right))
                        ? Character.compare(left, right)
                        // One of both is outside of the basic plane, and so the greater one.
                        : Character.isSurrogate(left) ? 1 : -1;
            }
        }
        return Integer.compare(one.length(), other.length());
    }

    private static int byValue(double one, long other) {
        if (Double.isInfinite(one)) {
            return one > 0 ? 1 : -1;
        }
        int byValue = new BigDecimal(one).compareTo(BigDecimal.valueOf(other));
        // The index takes the least of the whole numbers to be greater than the floating number of the same value.
        boolean isBefore = (other == 0 && 1 / one < 0) || other == Long.MIN_VALUE;
        return byValue == 0 && isBefore ? -1 : byValue;
    }
}
