package dev.graphiti.migrator.source.stored;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** The charset of a file: the one of its byte order mark, else the declared one, else UTF-8. */
public final class Charsets {
    /** The name if no charset is declared. */
    public static final String AUTO = "auto";

    /** The name of UTF-8 after the first bytes of a file were read. */
    public static final String KNOWN_UTF_8 = "";

    /** So many bytes tell. */
    static final int MARK = 4;

    private Charsets() {}

    /**
     * Checks a declared name.
     *
     * @throws IllegalArgumentException when there is no such charset
     */
    public static void check(String declared) {
        boolean known;
        try {
            known = declared.equals(AUTO) || Charset.isSupported(declared);
        } catch (IllegalArgumentException e) {
            known = false;
        }
        if (!known) {
            throw new IllegalArgumentException(
                    "charset '%s' is unknown; use auto or a name such as windows-1252, ISO-8859-1 or UTF-16LE"
                            .formatted(declared));
        }
    }

    /** Whether a file for which this is declared is in UTF-8 unless its byte order mark says otherwise. */
    static boolean mayBeUtf8(String declared) {
        return declared.equals(KNOWN_UTF_8)
                || declared.equals(AUTO)
                || Charset.forName(declared).equals(StandardCharsets.UTF_8);
    }

    /** @param head the first bytes of the text */
    static Charset of(String declared, byte[] head) {
        if (begins(head, 0xEF, 0xBB, 0xBF)) {
            return StandardCharsets.UTF_8;
        }
        boolean wide = begins(head, 0xFF, 0xFE, 0, 0) || begins(head, 0, 0, 0xFE, 0xFF);
        if (!wide && (begins(head, 0xFF, 0xFE) || begins(head, 0xFE, 0xFF))) {
            return StandardCharsets.UTF_16;
        }
        return declared.equals(AUTO) ? StandardCharsets.UTF_8 : Charset.forName(declared);
    }

    private static boolean begins(byte[] head, int... mark) {
        for (int i = 0; i < mark.length; i++) {
            if (i >= head.length || (head[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }
}
