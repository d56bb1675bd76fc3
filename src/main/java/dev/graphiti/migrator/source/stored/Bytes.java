package dev.graphiti.migrator.source.stored;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Looks through byte ranges, eight at a time where it can. */
public final class Bytes {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;

    private Bytes() {}

    /** The index of the next line feed, or {@code to}. */
    public static int lineFeed(byte[] bytes, int from, int to) {
        int i = from;
        while (i <= to - Long.BYTES) {
            // A byte that is a line feed becomes zero, and borrowing from a zero byte sets its high bit.
            long word = (long) LONGS.get(bytes, i) ^ (ONES * '\n');
            long zeros = (word - ONES) & ~word & HIGH_BITS;
            if (zeros != 0) {
                return i + Long.numberOfTrailingZeros(zeros) / Byte.SIZE;
            }
            i += Long.BYTES;
        }
        while (i < to && bytes[i] != '\n') {
            i++;
        }
        return i;
    }

    public static boolean isBlank(byte value) {
        return value == ' ' || value == '\n' || value == '\r' || value == '\t';
    }

    /** The index of the first byte that is not white space, or {@code to}. */
    public static int nonBlank(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to && isBlank(bytes[i])) {
            i++;
        }
        return i;
    }

    /** Behind the byte order mark, where there is one. */
    public static int behindMark(byte[] bytes, int from, int to) {
        boolean marked = to - from >= 3
                && bytes[from] == (byte) 0xEF
                && bytes[from + 1] == (byte) 0xBB
                && bytes[from + 2] == (byte) 0xBF;
        return marked ? from + 3 : from;
    }

    /** The index of the first byte that is not UTF-8 in the strict sense, or -1. */
    public static int notUtf8(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to) {
            if (i <= to - Long.BYTES && ((long) LONGS.get(bytes, i) & HIGH_BITS) == 0) {
                i += Long.BYTES;
            } else if (bytes[i] >= 0) {
                i++;
            } else {
                int length = sequenceLength(bytes, i, to);
                if (length == 0) {
                    return i;
                }
                i += length;
            }
        }
        return -1;
    }

    /**
     * The sentence for what is no text.
     *
     * @param thing that has the byte, such as a line
     * @param charset of the file, from which UTF-8 was made
     */
    public static String notText(String thing, String charset, byte wrong, String at) {
        return charset.equals(StandardCharsets.UTF_8.name())
                ? "%s is not UTF-8: byte 0x%02X %s".formatted(thing, wrong, at)
                : "%s is not %s: a byte without a character %s".formatted(thing, charset, at);
    }

    /** The length of a sequence that is not ASCII; 0 when it is cut, overlong, a surrogate or out of range. */
    private static int sequenceLength(byte[] bytes, int at, int to) {
        int lead = bytes[at] & 0xFF;
        int length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
        if (lead < 0xC2 || lead > 0xF4 || length > to - at) {
            return 0;
        }
        int point = lead & (0x7F >> length);
        for (int i = 1; i < length; i++) {
            if ((bytes[at + i] & 0xC0) != 0x80) {
                return 0;
            }
            point = (point << 6) | (bytes[at + i] & 0x3F);
        }
        boolean overlong = point < (length == 3 ? 0x800 : length == 4 ? 0x10000 : 0x80);
        boolean outside = (point >= 0xD800 && point <= 0xDFFF) || point > 0x10FFFF;
        return overlong || outside ? 0 : length;
    }

    /** The text of a range, cut to so many bytes at a whole character, with replacement characters where needed. */
    public static String text(byte[] bytes, int from, int to, int most) {
        int end = Math.min(to, from + most);
        while (end < to && end > from && (bytes[end] & 0xC0) == 0x80) {
            end--;
        }
        return new String(bytes, from, end - from, StandardCharsets.UTF_8);
    }
}
