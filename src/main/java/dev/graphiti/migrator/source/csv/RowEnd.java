package dev.graphiti.migrator.source.csv;

/** Finds where a row ends, piece by piece. A quote opens where a value begins, as the parser of rows sees it. */
final class RowEnd {
    private static final int AT_VALUE = 0;
    private static final int IN_VALUE = 1;
    private static final int IN_QUOTES = 2;
    private static final int AFTER_QUOTE = 3;

    private final byte delimiter;
    private final byte quote;
    private final boolean multiline;
    private int state;
    private long lines;
    private boolean afterReturn;

    RowEnd(Dialect dialect) {
        this.delimiter = (byte) dialect.delimiter();
        this.quote = (byte) dialect.quote();
        this.multiline = dialect.multiline();
    }

    /** Starts before a row. */
    void begin() {
        state = AT_VALUE;
        lines = 0;
        afterReturn = false;
    }

    boolean inQuotes() {
        return state == IN_QUOTES;
    }

    /** How many line breaks are part of values. */
    long lines() {
        return lines;
    }

    /** The index of the line end, or {@code to} when the row continues after the piece. */
    int scan(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            byte next = bytes[i];
            if (next == '\n' || next == '\r') {
                if (state != IN_QUOTES || !multiline) {
                    return i;
                }
                lines += next == '\n' && afterReturn ? 0 : 1;
                afterReturn = next == '\r';
            } else {
                afterReturn = false;
                state = after(next);
            }
        }
        return to;
    }

    private int after(byte next) {
        if (state == IN_QUOTES) {
            return next == quote ? AFTER_QUOTE : IN_QUOTES;
        }
        if (next == delimiter) {
            return AT_VALUE;
        }
        // A second quote is one of the value.
        boolean opens = next == quote && state != IN_VALUE;
        return opens ? IN_QUOTES : IN_VALUE;
    }
}
