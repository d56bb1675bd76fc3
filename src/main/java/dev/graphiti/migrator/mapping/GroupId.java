package dev.graphiti.migrator.mapping;

import dev.graphiti.migrator.text.Digests;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.text.Normalizer;
import java.util.Optional;

/**
 * Group names as Graphiti's searches can bear them, {@code [a-z0-9_]+}, such that no two names meet. A name of that form
 * without {@code __} is kept as it is. In any other, each character that does not fit gives way to a similar one or to
 * {@code _}, and behind {@code __} stands what has to be undone:
 *
 * <pre>
 * support_emea    support_emea
 * EMEA            emea__w
 * Acme-Corp       acme_corp__u3du
 * user@x.com      user_x_com__4a1p
 * </pre>
 *
 * <p>Each step is the number of characters to pass, unless it is 0, and a letter: {@code u} a capital, {@code w} all
 * letters up to the word's end are capitals, {@code d} dash, {@code p} point, {@code a} at, {@code s} space, {@code l}
 * slash, {@code c} colon, {@code k} backslash, {@code x...z} any other as its hexadecimal code point.
 */
public final class GroupId {
    static final int MAX_LENGTH = 200;

    private static final String MARK = "__";
    private static final String SPECIAL = "-.@ /:\\";
    private static final String SPECIAL_STEP = "dpaslck";
    /** The first step of a name that was too long: a hash instead of what has to be undone. */
    private static final char HASHED = 'h';

    private static final int HASHED_START = 160;

    private GroupId() {}

    /**
     * The group id for a name.
     *
     * @throws IllegalArgumentException when the name is empty
     */
    public static String encode(String name) {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a group without a name cannot be searched by Graphiti; name it");
        }
        String encoded = isPlain(name) ? name : new Encoder(name).encode();
        return encoded.length() <= MAX_LENGTH ? encoded : shorten(name, encoded);
    }

    /** The name that was encoded; empty when it was too long to be kept, or when this is no encoded name. */
    public static Optional<String> decode(String groupId) {
        int mark = groupId.lastIndexOf(MARK);
        if (mark < 0) {
            return groupId.isEmpty() ? Optional.empty() : Optional.of(groupId);
        }
        String steps = groupId.substring(mark + MARK.length());
        if (steps.startsWith(String.valueOf(HASHED))) {
            return Optional.empty();
        }
        return new Decoder(groupId.substring(0, mark), steps).decode();
    }

    /** Whether a group id holds a hash instead of the end of its name. */
    public static boolean isShortened(String groupId) {
        return groupId.length() > HASHED_START && groupId.startsWith(MARK + HASHED, HASHED_START);
    }

    private static boolean isPlain(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (!isPlain(name.charAt(i)) || (name.charAt(i) == '_' && i > 0 && name.charAt(i - 1) == '_')) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPlain(int character) {
        return isLower(character) || isDigit(character) || character == '_';
    }

    private static boolean isLower(int character) {
        return character >= 'a' && character <= 'z';
    }

    private static boolean isUpper(int character) {
        return character >= 'A' && character <= 'Z';
    }

    private static boolean isDigit(int character) {
        return character >= '0' && character <= '9';
    }

    private static String shorten(String name, String encoded) {
        MessageDigest sha256 = Digests.sha256();
        sha256.update(name.getBytes(StandardCharsets.UTF_16BE));
        return encoded.substring(0, HASHED_START) + MARK + HASHED + Digests.shortHex(sha256);
    }

    /** Goes through a name once. */
    private static final class Encoder {
        private final int[] name;
        private final StringBuilder body = new StringBuilder();
        private final StringBuilder steps = new StringBuilder();
        private int passed;

        Encoder(String name) {
            this.name = name.codePoints().toArray();
        }

        String encode() {
            int i = 0;
            while (i < name.length) {
                int word = capitals(i);
                if (word > 1) {
                    step("w");
                    for (int end = i + word; i < end; i++) {
                        body.append((char) (name[i] + 32));
                    }
                } else {
                    character(name[i++]);
                }
            }
            return body + MARK + steps;
        }

        /** How many capitals stand here, if they reach to the end of the word. */
        private int capitals(int start) {
            int end = start;
            while (end < name.length && isUpper(name[end])) {
                end++;
            }
            return end < name.length && isLower(standIn(name[end])) ? 0 : end - start;
        }

        private void character(int character) {
            body.append(standIn(character));
            if (isPlain(character)) {
                passed++;
            } else if (isUpper(character)) {
                step("u");
            } else {
                int special = SPECIAL.indexOf(character);
                step(
                        special < 0
                                ? "x" + Integer.toHexString(character) + "z"
                                : SPECIAL_STEP.substring(special, special + 1));
            }
        }

        private void step(String step) {
            if (passed > 0) {
                steps.append(passed);
            }
            steps.append(step);
            passed = 0;
        }

        private static char standIn(int character) {
            if (isPlain(character)) {
                return (char) character;
            }
            if (isUpper(character)) {
                return (char) (character + 32);
            }
            if (character < 0x80) {
                return '_';
            }
            int base = Normalizer.normalize(Character.toString(character), Normalizer.Form.NFD)
                    .codePointAt(0);
            return isPlain(base) || isUpper(base) ? (char) Character.toLowerCase(base) : '_';
        }
    }

    /** Takes the steps back, and accepts only what the encoder would have written. */
    private static final class Decoder {
        private final String body;
        private final String steps;
        private final StringBuilder name = new StringBuilder();
        private int at;
        private int next;

        Decoder(String body, String steps) {
            this.body = body;
            this.steps = steps;
        }

        Optional<String> decode() {
            while (next < steps.length()) {
                if (!pass() || !step()) {
                    return Optional.empty();
                }
            }
            name.append(body, at, body.length());
            String decoded = name.toString();
            boolean isOurs = !decoded.isEmpty() && encode(decoded).equals(body + MARK + steps);
            return isOurs ? Optional.of(decoded) : Optional.empty();
        }

        private boolean pass() {
            int start = next;
            while (next < steps.length() && isDigit(steps.charAt(next))) {
                next++;
            }
            if (next - start > 3) {
                return false;
            }
            int count = start == next ? 0 : Integer.parseInt(steps.substring(start, next));
            if (next == steps.length() || at + count >= body.length()) {
                return false;
            }
            name.append(body, at, at + count);
            at += count;
            return true;
        }

        private boolean step() {
            char step = steps.charAt(next++);
            int special = SPECIAL_STEP.indexOf(step);
            if (special >= 0) {
                name.append(SPECIAL.charAt(special));
                at++;
            } else if (step == 'u') {
                name.append(Character.toUpperCase(body.charAt(at++)));
            } else if (step == 'w') {
                while (at < body.length() && isLower(body.charAt(at))) {
                    name.append(Character.toUpperCase(body.charAt(at++)));
                }
            } else {
                return step == 'x' && codePoint();
            }
            return true;
        }

        private boolean codePoint() {
            int end = steps.indexOf('z', next);
            if (end < 0 || end == next || end - next > 6) {
                return false;
            }
            try {
                int character = Integer.parseInt(steps.substring(next, end), 16);
                if (!Character.isValidCodePoint(character)) {
                    return false;
                }
                name.appendCodePoint(character);
            } catch (NumberFormatException e) {
                return false; // not hexadecimal: the name was not encoded by us
            }
            next = end + 1;
            at++;
            return true;
        }
    }
}
