package dev.graphiti.migrator.source.json;

import com.fasterxml.jackson.core.io.NumberInput;
import dev.graphiti.migrator.source.fields.NumberArrayBuilder;
import java.nio.charset.StandardCharsets;

/**
 * Reads an array that holds nothing but numbers straight from its bytes: a vector is most of a record, and a token for
 * each of its numbers most of what parsing it takes (docs/benchmark.md). Any other array is the parser's, and so is one
 * with a number that a long or a double cannot hold.
 *
 * <p>Where digits and power of ten are exact as doubles, one operation is correctly rounded (Clinger, "How to read
 * floating point numbers accurately", 1990).
 */
final class FastNumberArrayParser {
    private static final int NONE = -1;

    /** Digits that are as many always fit a long. */
    private static final int MAX_DIGITS = 18;

    private static final int MAX_EXPONENT = 1_000;

    private static final long EXACT = 1L << 53;

    /** All that are exact as doubles. */
    private static final double[] POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };

    private final byte[] bytes;
    private final int to;
    private final NumberArrayBuilder numbers;
    private int index;

    private FastNumberArrayParser(byte[] bytes, int from, int to, NumberArrayBuilder numbers) {
        this.bytes = bytes;
        this.index = from;
        this.to = to;
        this.numbers = numbers;
    }

    /**
     * Adds the numbers of the array whose first item is expected at {@code from}.
     *
     * @return the index of the closing bracket; negative when there is anything but such numbers, or none. Then what has
     *     been added means nothing.
     */
    static int read(byte[] bytes, int from, int to, NumberArrayBuilder numbers) {
        return new FastNumberArrayParser(bytes, from, to, numbers).read();
    }

    private int read() {
        skipBlanks();
        while (number()) {
            skipBlanks();
            byte next = peek();
            if (next == ']') {
                return index;
            }
            if (next != ',') {
                return NONE;
            }
            index++;
            skipBlanks();
        }
        return NONE;
    }

    /** The byte that comes next, or one that is never expected. */
    private byte peek() {
        return index < to ? bytes[index] : 0;
    }

    private void skipBlanks() {
        for (byte next = peek(); next == ' ' || next == '\n' || next == '\r' || next == '\t'; next = peek()) {
            index++;
        }
    }

    private boolean number() {
        int from = index;
        boolean negative = peek() == '-';
        if (negative) {
            index++;
        }
        int first = index;
        long digits = digits(0);
        int count = index - first;
        if (count == 0 || (count > 1 && bytes[first] == '0')) {
            return false;
        }
        byte next = peek();
        if (next != '.' && next != 'e' && next != 'E') {
            return count <= MAX_DIGITS && add(negative ? -digits : digits);
        }
        int decimals = 0;
        if (next == '.') {
            int point = ++index;
            digits = digits(digits);
            decimals = index - point;
            if (decimals == 0) {
                return false;
            }
            next = peek();
        }
        int exponent = next == 'e' || next == 'E' ? exponent() : 0;
        if (exponent > MAX_EXPONENT) {
            return false;
        }
        int places = decimals - exponent;
        if (count + decimals > MAX_DIGITS || digits > EXACT || Math.abs(places) >= POWERS.length) {
            return add(
                    NumberInput.parseDouble(new String(bytes, from, index - from, StandardCharsets.ISO_8859_1), true));
        }
        double value = places < 0 ? digits * POWERS[-places] : digits / POWERS[places];
        return add(negative ? -value : value);
    }

    /** What has been read and the digits that follow; it means nothing when they are too many. */
    private long digits(long before) {
        // Most of a vector are digits, and a field would be written for each.
        byte[] text = bytes;
        int end = to;
        long digits = before;
        int at = index;
        for (; at < end; at++) {
            int digit = text[at] - '0';
            if (digit < 0 || digit > 9) {
                break;
            }
            digits = digits * 10 + digit;
        }
        index = at;
        return digits;
    }

    /** Above the greatest that is taken when there is none. */
    private int exponent() {
        index++;
        boolean negative = peek() == '-';
        if (negative || peek() == '+') {
            index++;
        }
        int first = index;
        long digits = digits(0);
        int count = index - first;
        return count == 0 || count > 3 ? MAX_EXPONENT + 1 : (int) (negative ? -digits : digits);
    }

    private boolean add(long number) {
        numbers.add(number);
        return true;
    }

    private boolean add(double number) {
        if (!Double.isFinite(number)) {
            return false;
        }
        numbers.add(number);
        return true;
    }
}
