package dev.graphiti.migrator.client;

import java.nio.charset.StandardCharsets;

/** What can be seen of a JSON answer without reading it, which for pages of vectors would cost as much as using them. */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record JsonAnswer(byte[] body) {
    /** Whether it can be a whole object: from brace to brace. */
    public boolean isObject() {
        int first = 0;
        int last = body.length - 1;
        while (first < body.length && isSpace(body[first])) {
            first++;
        }
        while (last > first && isSpace(body[last])) {
            last--;
        }
        return last > first && body[first] == '{' && body[last] == '}';
    }

    /** Whether it holds a key of this name, at whatever depth. */
    public boolean names(String key) {
        byte[] quoted = ('"' + key + '"').getBytes(StandardCharsets.UTF_8);
        for (int start = 0; start <= body.length - quoted.length; start++) {
            if (isAt(quoted, start)) {
                return true;
            }
        }
        return false;
    }

    private boolean isAt(byte[] text, int start) {
        for (int i = 0; i < text.length; i++) {
            if (body[start + i] != text[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSpace(byte value) {
        return value == ' ' || value == '\n' || value == '\r' || value == '\t';
    }
}
