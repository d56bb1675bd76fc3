package dev.graphiti.migrator.report.html;

/** Makes untrusted text harmless in HTML text and in double-quoted attributes, and shows what cannot be seen. */
final class Escape {
    private Escape() {}

    static String html(String untrusted) {
        StringBuilder safe = new StringBuilder(untrusted.length() + 16);
        untrusted.codePoints().forEach(c -> append(safe, c));
        return safe.toString();
    }

    private static void append(StringBuilder safe, int c) {
        if (c == '&' || c == '<' || c == '>' || c == '"' || c == '\'' || c == '`') {
            safe.append("&#").append(c).append(';');
        } else if (c == '\n' || c == '\t') {
            safe.append((char) c);
        } else if (c < ' ') {
            // The picture of the control character.
            safe.append((char) (0x2400 + c));
        } else if (isTurn(c)) {
            safe.append("[U+%04X]".formatted(c));
        } else if (isNoCharacter(c)) {
            safe.append('\ufffd');
        } else {
            safe.appendCodePoint(c);
        }
    }

    private static boolean isNoCharacter(int c) {
        return (c >= 0x7f && c < 0xa0) || (c >= 0xd800 && c < 0xe000) || (c & 0xfffe) == 0xfffe;
    }

    /** Characters that turn the direction of what follows, with which a text can be made to look like another. */
    private static boolean isTurn(int c) {
        return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
    }
}
