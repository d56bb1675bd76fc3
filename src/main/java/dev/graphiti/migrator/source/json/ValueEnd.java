package dev.graphiti.migrator.source.json;

import dev.graphiti.migrator.source.stored.Bytes;

/** Finds where a JSON value ends, piece by piece and in constant memory, without looking at what it says. */
final class ValueEnd {
    /** Brackets deeper than this are counted but not told apart; such a record is refused later anyway. */
    private static final int CHECKED_DEPTH = 1_024;

    private final byte[] open = new byte[CHECKED_DEPTH];
    private int depth;
    private boolean inText;
    private boolean escaped;
    private boolean bare;
    private boolean mismatched;

    /** Starts before a value with this first byte. */
    void begin(byte first) {
        depth = 0;
        inText = false;
        escaped = false;
        mismatched = false;
        bare = first != '{' && first != '[' && first != '"';
    }

    /** Starts inside these brackets, and ends when the outermost of them is closed. */
    void beginInside(CharSequence brackets) {
        begin((byte) '[');
        for (int i = 0; i < brackets.length(); i++) {
            push((byte) brackets.charAt(i));
        }
    }

    /** True for numbers and literals, which the end of the file ends too. */
    boolean endsWithFile() {
        return bare;
    }

    /** Whether the last byte before the index that {@link #scan} returned is a bracket that closes another kind. */
    boolean mismatched() {
        return mismatched;
    }

    /** The index behind the value, or -1 when it goes on behind the piece. */
    int scan(byte[] bytes, int from, int to) {
        return bare ? scanBare(bytes, from, to) : scanNested(bytes, from, to);
    }

    private static int scanBare(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            byte next = bytes[i];
            if (Bytes.isBlank(next) || next == ',' || next == ']' || next == '}') {
                return i;
            }
        }
        return -1;
    }

    private int scanNested(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to) {
            if (inText) {
                i = scanText(bytes, i, to);
            } else {
                i = scanBrackets(bytes, i, to);
            }
            if ((depth == 0 && !inText) || mismatched) {
                return i;
            }
        }
        return -1;
    }

    /** Returns the index behind the closing quote, or {@code to}. */
    private int scanText(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            byte next = bytes[i];
            if (escaped) {
                escaped = false;
            } else if (next == '\\') {
                escaped = true;
            } else if (next == '"') {
                inText = false;
                return i + 1;
            }
        }
        return to;
    }

    /** Returns the index behind an opening quote, a last bracket or a wrong one, or {@code to}. */
    private int scanBrackets(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            byte next = bytes[i];
            if (next == '"') {
                inText = true;
                return i + 1;
            }
            if (next == '{' || next == '[') {
                push(next);
            } else if (next == '}' || next == ']') {
                pop(next);
                if (depth == 0 || mismatched) {
                    return i + 1;
                }
            }
        }
        return to;
    }

    private void push(byte bracket) {
        if (depth < CHECKED_DEPTH) {
            open[depth] = bracket;
        }
        depth++;
    }

    private void pop(byte bracket) {
        depth--;
        mismatched = depth < CHECKED_DEPTH && (open[depth] == '{') != (bracket == '}');
    }
}
