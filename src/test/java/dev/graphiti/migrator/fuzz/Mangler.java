package dev.graphiti.migrator.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/** Damages bytes and texts. */
final class Mangler {
    private static final byte[][] SCRAPS = {
        {(byte) 0xef, (byte) 0xbb, (byte) 0xbf},
        {(byte) 0xff, (byte) 0xfe},
        {0},
        {'\r'},
        {'\n'},
        {'\r', '\n'},
        {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
        {(byte) 0xc0, (byte) 0x80},
        {0x1f, (byte) 0x8b},
        "PAR1".getBytes(StandardCharsets.UTF_8),
        "\"".getBytes(StandardCharsets.UTF_8),
        "\\".getBytes(StandardCharsets.UTF_8),
        "{".getBytes(StandardCharsets.UTF_8),
        "[[[[[[[[".getBytes(StandardCharsets.UTF_8),
        "}".getBytes(StandardCharsets.UTF_8),
        "]".getBytes(StandardCharsets.UTF_8),
        ",".getBytes(StandardCharsets.UTF_8),
        "\\ud800".getBytes(StandardCharsets.UTF_8),
        "1e999999999".getBytes(StandardCharsets.UTF_8),
        "null".getBytes(StandardCharsets.UTF_8),
        "\u2028".getBytes(StandardCharsets.UTF_8),
    };

    private Mangler() {}

    /** With up to so many changes, or none. */
    static byte[] mangle(byte[] bytes, Random random, int most) {
        byte[] mangled = bytes;
        for (int changes = random.nextInt(most + 1); changes > 0; changes--) {
            mangled = change(mangled, random);
        }
        return mangled;
    }

    static String mangle(String text, Random random, int most) {
        byte[] mangled = mangle(text.getBytes(StandardCharsets.UTF_8), random, most);
        return new String(mangled, StandardCharsets.UTF_8);
    }

    private static byte[] change(byte[] bytes, Random random) {
        int at = random.nextInt(bytes.length + 1);
        int end = at + random.nextInt(Math.min(40, bytes.length - at) + 1);
        return switch (random.nextInt(7)) {
            case 0, 1 -> flipped(bytes, random);
            case 2 -> replaced(bytes, at, end, new byte[0]);
            case 3 -> replaced(bytes, at, at, SCRAPS[random.nextInt(SCRAPS.length)]);
            case 4 -> replaced(bytes, at, end, SCRAPS[random.nextInt(SCRAPS.length)]);
            case 5 -> replaced(bytes, at, at, Arrays.copyOfRange(bytes, at, end));
            default -> random.nextInt(4) == 0 ? Arrays.copyOf(bytes, at) : flipped(bytes, random);
        };
    }

    private static byte[] flipped(byte[] bytes, Random random) {
        byte[] flipped = bytes.clone();
        if (flipped.length > 0) {
            flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return flipped;
    }

    private static byte[] replaced(byte[] bytes, int from, int to, byte[] by) {
        byte[] result = new byte[bytes.length - (to - from) + by.length];
        System.arraycopy(bytes, 0, result, 0, from);
        System.arraycopy(by, 0, result, from, by.length);
        System.arraycopy(bytes, to, result, from + by.length, bytes.length - to);
        return result;
    }
}
