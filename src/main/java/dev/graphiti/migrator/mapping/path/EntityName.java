package dev.graphiti.migrator.mapping.path;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Consumer;

/** What Graphiti and Neo4j ask of names. */
public final class EntityName {
    /** Neo4j's range index takes no key above 8,167 bytes, and Graphiti indexes names. */
    public static final int MAX_BYTES = 8_000;

    private EntityName() {}

    /** One line, trimmed: embedders read line breaks and control characters as noise. */
    public static String clean(String text) {
        return line(text, note -> {});
    }

    /**
     * The same, sound as {@link #sound}.
     *
     * @param notes takes a note when a character gives way to another
     */
    public static String line(String text, Consumer<Note> notes) {
        String stripped = strip(text);
        StringBuilder line = null;
        for (int i = 0; i < stripped.length(); i++) {
            char c = stripped.charAt(i);
            if (Character.isISOControl(c) || c == '\u2028' || c == '\u2029') {
                line = line == null ? new StringBuilder(stripped) : line;
                line.setCharAt(i, ' ');
            }
        }
        if (line == null) {
            return sound(stripped, notes);
        }
        notes.accept(Note.CHARACTERS_REPLACED);
        return strip(sound(line.toString(), note -> {}));
    }

    /** As UTF-8 can say it: half a character becomes a replacement character, and not what the driver makes of it. */
    public static String sound(String text, Consumer<Note> notes) {
        StringBuilder sound = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isSurrogate(c)) {
                continue;
            }
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else {
                sound = sound == null ? new StringBuilder(text) : sound;
                sound.setCharAt(i, '\uFFFD');
            }
        }
        if (sound == null) {
            return text;
        }
        notes.accept(Note.CHARACTERS_REPLACED);
        return sound.toString();
    }

    /** By this Graphiti's resolution holds two names for one: case and white space do not count. */
    public static String normalize(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        StringBuilder key = new StringBuilder(lower.length());
        boolean gap = false;
        for (int i = 0; i < lower.length(); i++) {
            char c = lower.charAt(i);
            if (isSpace(c)) {
                gap = key.length() > 0;
            } else {
                if (gap) {
                    key.append(' ');
                    gap = false;
                }
                key.append(c);
            }
        }
        return key.toString();
    }

    public static boolean fits(String text) {
        // A char is at most three bytes in UTF-8, so short texts need no encoding.
        return text.length() <= MAX_BYTES / 3 || text.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES;
    }

    /** The longest start of it that fits, at the border of a character. */
    public static String cutToFit(String text) {
        int bytes = 0;
        int end = 0;
        while (end < text.length()) {
            int character = text.codePointAt(end);
            bytes += character < 0x80 ? 1 : character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
            if (bytes > MAX_BYTES) {
                break;
            }
            end += Character.charCount(character);
        }
        return strip(text.substring(0, end));
    }

    /** At most so many chars, never half a character. */
    public static String cut(String text, int maxLength) {
        if (text.length() <= maxLength) {
            return text;
        }
        boolean splitsPair = maxLength > 0
                && Character.isHighSurrogate(text.charAt(maxLength - 1))
                && Character.isLowSurrogate(text.charAt(maxLength));
        return text.substring(0, splitsPair ? maxLength - 1 : maxLength);
    }

    private static String strip(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isSpace(text.charAt(start))) {
            start++;
        }
        while (end > start && isSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    /** What Python's regular expressions take for white space in a text, as Graphiti does. */
    private static boolean isSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u0085';
    }
}
