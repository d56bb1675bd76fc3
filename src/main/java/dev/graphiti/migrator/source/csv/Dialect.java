package dev.graphiti.migrator.source.csv;

import dev.graphiti.migrator.source.stored.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the rows of one file are written.
 *
 * @param multiline whether a line break in quotes is part of a value
 * @param start the offset of the first row
 * @param line in which it is
 */
record Dialect(char delimiter, char quote, boolean multiline, int start, long line) {
    /** So many bytes of a file are looked at. */
    static final int HEAD = 64 << 10;

    /** A line that tells Excel the delimiter: {@code sep=;}. */
    private static final Pattern SEPARATOR_LINE = Pattern.compile("sep=(.)\r?\n.*", Pattern.DOTALL);

    private static final int SEPARATOR_LENGTH = "sep=;".length();
    private static final char[] CANDIDATES = {',', ';', '\t', '|'};
    private static final int ROWS = 50;

    /** @param head the first bytes of a file */
    static Dialect of(CsvOptions options, byte[] head) {
        int start = Bytes.behindMark(head, 0, head.length);
        char quote = options.quote().charAt(0);
        String text = Bytes.text(head, start, head.length, SEPARATOR_LENGTH + 2);
        Matcher line = SEPARATOR_LINE.matcher(text);
        if (line.matches()) {
            int first = start + SEPARATOR_LENGTH + (text.charAt(SEPARATOR_LENGTH) == '\r' ? 2 : 1);
            char named = line.group(1).charAt(0);
            char delimiter = options.detectsDelimiter() ? named : options.separator();
            return new Dialect(delimiter, quote, options.multiline(), first, 2);
        }
        char delimiter = options.detectsDelimiter()
                ? detect(new String(head, start, head.length - start, StandardCharsets.UTF_8), quote)
                : options.separator();
        return new Dialect(delimiter, quote, options.multiline(), start, 1);
    }

    /** The one that divides most rows as it divides the first, and of equal ones the one that makes most columns. */
    private static char detect(String head, char quote) {
        char best = ',';
        long bestScore = 0;
        for (char candidate : CANDIDATES) {
            long score = candidate == quote ? 0 : score(head, candidate, quote);
            if (score > bestScore) {
                best = candidate;
                bestScore = score;
            }
        }
        return best;
    }

    /** Counts outside of quotes; what follows the last line break may be cut, and does not count unless it is all. */
    private static long score(String head, char delimiter, char quote) {
        int[] counts = new int[ROWS];
        int rows = 0;
        int inRow = 0;
        boolean blank = true;
        boolean quoted = false;
        boolean opens = true;
        for (int i = 0; i < head.length() && rows < ROWS; i++) {
            char next = head.charAt(i);
            boolean lineEnd = !quoted && (next == '\n' || next == '\r');
            if (next == quote && (quoted || opens)) {
                quoted = !quoted;
            } else if (lineEnd && !blank) {
                counts[rows++] = inRow;
                inRow = 0;
            } else if (!quoted && next == delimiter) {
                inRow++;
            }
            blank = lineEnd;
            // After a quote, since a doubled one continues the value.
            opens = !quoted && (lineEnd || next == delimiter || next == quote);
        }
        if (rows == 0) {
            return inRow;
        }
        long same = 0;
        for (int i = 0; i < rows; i++) {
            same += counts[i] == counts[0] ? 1 : 0;
        }
        return counts[0] == 0 ? 0 : same * 1_000_000 / rows * 1_000 + Math.min(counts[0], 999);
    }
}
