package dev.graphiti.migrator.ledger.json;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * Builds one flat JSON object as one line of UTF-8, in a buffer that is used again. Any Java string comes back as it
 * was: characters that would break a line or that UTF-8 does not have (half a surrogate pair) are escaped.
 */
public final class JsonLine {
    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};
    /** The longest form of one char: a backslash, a u and four digits. */
    private static final int WIDEST = 6;
    /** How many characters are given room at a time; a long text would need six times its size at once. */
    private static final int CHUNK = 1 << 12;
    /** A longer buffer is not used again. */
    private static final int MOST_KEPT = 1 << 18;

    private byte[] bytes = new byte[1024];
    private int length;

    JsonLine start() {
        if (bytes.length > MOST_KEPT) {
            bytes = new byte[MOST_KEPT];
        }
        length = 0;
        bytes[length++] = '{';
        return this;
    }

    public JsonLine text(String key, String value) {
        key(key);
        quote(value);
        return this;
    }

    public JsonLine number(String key, long value) {
        key(key);
        String digits = Long.toString(value);
        room(digits.length());
        for (int i = 0; i < digits.length(); i++) {
            bytes[length++] = (byte) digits.charAt(i);
        }
        return this;
    }

    /** A value that is JSON already, on one line. */
    public JsonLine json(String key, String value) {
        key(key);
        encode(value, false);
        return this;
    }

    void endTo(OutputStream out) throws IOException {
        room(2);
        bytes[length++] = '}';
        bytes[length++] = '\n';
        out.write(bytes, 0, length);
    }

    private void key(String key) {
        room(1);
        if (length > 1) {
            bytes[length++] = ',';
        }
        quote(key);
        room(1);
        bytes[length++] = ':';
    }

    private void quote(String text) {
        room(1);
        bytes[length++] = '"';
        encode(text, true);
        room(1);
        bytes[length++] = '"';
    }

    /** In JSON, all that can break a line or that UTF-8 does not have is in a text, where it is escaped alike. */
    private void encode(String text, boolean quoted) {
        int roomUntil = 0;
        for (int i = 0; i < text.length(); i++) {
            if (i >= roomUntil) {
                // One more, since a surrogate pair may end after it.
                room((CHUNK + 1) * WIDEST);
                roomUntil = i + CHUNK;
            }
            char c = text.charAt(i);
            if (c >= ' ' && c < 0x7f && !(quoted && (c == '"' || c == '\\'))) {
                bytes[length++] = (byte) c;
            } else if (Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
                supplementary(Character.toCodePoint(c, text.charAt(i)));
            } else {
                special(c);
            }
        }
    }

    private void special(char c) {
        if (c == '"' || c == '\\') {
            bytes[length++] = '\\';
            bytes[length++] = (byte) c;
        } else if (c == '\n') {
            bytes[length++] = '\\';
            bytes[length++] = 'n';
        } else if (c < 0xa0 || Character.isSurrogate(c) || c == '\u2028' || c == '\u2029') {
            escape(c);
        } else if (c < 0x800) {
            bytes[length++] = (byte) (0xc0 | (c >> 6));
            continuation(c);
        } else {
            bytes[length++] = (byte) (0xe0 | (c >> 12));
            continuation(c >> 6);
            continuation(c);
        }
    }

    private void supplementary(int codePoint) {
        bytes[length++] = (byte) (0xf0 | (codePoint >> 18));
        continuation(codePoint >> 12);
        continuation(codePoint >> 6);
        continuation(codePoint);
    }

    private void continuation(int bits) {
        bytes[length++] = (byte) (0x80 | (bits & 0x3f));
    }

    private void escape(char c) {
        bytes[length++] = '\\';
        bytes[length++] = 'u';
        for (int shift = 12; shift >= 0; shift -= 4) {
            bytes[length++] = HEX[c >> shift & 0xf];
        }
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
