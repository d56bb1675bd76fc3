package dev.graphiti.migrator.source.json;

import dev.graphiti.migrator.source.NumberRun;

/**
 * Reads an array that holds nothing but plain numbers straight from its bytes: a vector is most of a record, and a
 * token for each of its numbers most of what parsing it takes (docs/benchmark.md). Any other array is the parser's.
 */
final class PlainNumbers {
    private static final int NONE = -1;

    private final byte[] bytes;
    private final int to;
    private final NumberRun numbers;
    private int index;

    private PlainNumbers(byte[] bytes, int from, int to, NumberRun numbers) {
        this.bytes = bytes;
        this.index = from;
        this.to = to;
        this.numbers = numbers;
    }

    /**
     * Adds the numbers of the array whose first item is expected at {@code from}.
     *
     * @return the index of the closing bracket; negative when there is anything but plain numbers, or none. Then what
     *     has been added means nothing.
     */
    static int read(byte[] bytes, int from, int to, NumberRun numbers) {
        return new PlainNumbers(bytes, from, to, numbers).read();
    }

    private int read() {
        while (number()) {
            skipBlanks();
            if (index == to) {
                return NONE;
            }
            byte next = bytes[index];
            if (next == ']') {
                return index;
            }
            if (next != ',') {
                return NONE;
            }
            index++;
        }
        return NONE;
    }

    private boolean number() {
        skipBlanks();
        boolean negative = index < to && bytes[index] == '-';
        int first = negative ? index + 1 : index;
        int last = Math.min(to, first + PlainDecimal.MAX_LENGTH + 1);
        long digits = 0;
        int point = 0;
        int i = first;
        for (; i < last; i++) {
            int digit = bytes[i] - '0';
            if (digit >= 0 && digit <= 9) {
                digits = digits * 10 + digit;
            } else if (bytes[i] == '.' && point == 0) {
                point = i;
            } else {
                break;
            }
        }
        if (i - first > PlainDecimal.MAX_LENGTH || !isNumber(first, point, i)) {
            return false;
        }
        index = i;
        return point == 0 ? add(negative, digits) : add(negative, digits, i - point - 1);
    }

    /** JSON wants digits on both sides of the point, and no zero before others. */
    private boolean isNumber(int first, int point, int end) {
        int whole = (point == 0 ? end : point) - first;
        return whole > 0 && (whole == 1 || bytes[first] != '0') && point != end - 1;
    }

    private boolean add(boolean negative, long digits) {
        numbers.add(negative ? -digits : digits);
        return true;
    }

    private boolean add(boolean negative, long digits, int decimals) {
        if (!PlainDecimal.isExact(digits)) {
            return false;
        }
        double value = PlainDecimal.valueOf(digits, decimals);
        numbers.add(negative ? -value : value);
        return true;
    }

    private void skipBlanks() {
        while (index < to
                && (bytes[index] == ' ' || bytes[index] == '\n' || bytes[index] == '\r' || bytes[index] == '\t')) {
            index++;
        }
    }
}
