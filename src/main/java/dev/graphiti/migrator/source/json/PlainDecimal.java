package dev.graphiti.migrator.source.json;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/**
 * Decimals such as vectors are full of: no exponent and so few digits that digits and power of ten are exact as doubles.
 * Then one division is correctly rounded (Clinger, "How to read floating point numbers accurately", 1990).
 */
final class PlainDecimal {
    private static final long EXACT = 1L << 53;
    /** With the point; digits that are as many always fit a long. */
    private static final int MAX_LENGTH = 17;

    /** All that are exact as doubles. */
    private static final double[] POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };

    private PlainDecimal() {}

    /** The value of the decimal at which the parser stands; others than plain ones are left to the parser. */
    static double valueOf(JsonParser json) throws IOException {
        char[] chars = json.getTextCharacters();
        int from = json.getTextOffset();
        int end = from + json.getTextLength();
        boolean negative = chars[from] == '-';
        int first = negative ? from + 1 : from;
        if (end - first > MAX_LENGTH) {
            return json.getDoubleValue();
        }
        long digits = 0;
        int point = end;
        for (int i = first; i < end; i++) {
            char c = chars[i];
            if (c >= '0' && c <= '9') {
                digits = digits * 10 + (c - '0');
            } else if (c == '.') {
                point = i + 1;
            } else {
                return json.getDoubleValue();
            }
        }
        if (!isExact(digits, end - point)) {
            return json.getDoubleValue();
        }
        double value = valueOf(digits, end - point);
        return negative ? -value : value;
    }

    /** Whether digits and power of ten are exact as doubles, so that {@link #valueOf(long, int)} is right. */
    static boolean isExact(long digits, int decimals) {
        return digits <= EXACT && Math.abs(decimals) < POWERS.length;
    }

    /** The digits with the point so many places before their end, or behind it where that is negative. */
    static double valueOf(long digits, int decimals) {
        return decimals < 0 ? digits * POWERS[-decimals] : digits / POWERS[decimals];
    }
}
