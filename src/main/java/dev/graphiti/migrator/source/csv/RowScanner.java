package dev.graphiti.migrator.source.csv;

import dev.graphiti.migrator.model.DeadLetter.Kept;
import dev.graphiti.migrator.source.stored.ByteWindow;
import dev.graphiti.migrator.source.stored.Bytes;
import java.io.IOException;

/** Finds row after row in a file; of a row that is too long it keeps only the head. */
final class RowScanner {
    private final ByteWindow window;
    private final int maxRecordBytes;
    private final RowEnd rowEnd;
    private int cursor;
    private int from;
    private int to;
    private long start;
    private long line;
    private long nextLine;
    private boolean tooLong;
    private boolean atFileEnd;
    private String head = "";

    /**
     * Starts at the beginning of a row.
     *
     * @param line in which the row begins, counted from one
     */
    RowScanner(ByteWindow window, Dialect dialect, int maxRecordBytes, long line) {
        this.window = window;
        this.maxRecordBytes = maxRecordBytes;
        this.rowEnd = new RowEnd(dialect);
        this.nextLine = line;
    }

    /** Passes by what precedes the first row of a file, which is in the window. */
    RowScanner from(int index) {
        cursor = index;
        return this;
    }

    /** Moves to the next row; false at the end of the file. */
    boolean next() throws IOException {
        from = cursor;
        start = window.offsetOf(from);
        line = nextLine;
        tooLong = false;
        rowEnd.begin();
        int found = rowEnd();
        to = Math.max(from, found);
        cursor = found;
        passLineEnd();
        nextLine = line + rowEnd.lines() + (cursor > to ? 1 : 0);
        if (!tooLong && to - from > maxRecordBytes) {
            markTooLong(to);
        }
        return cursor > from || tooLong;
    }

    private int rowEnd() throws IOException {
        int i = from;
        while (true) {
            i = rowEnd.scan(window.bytes(), i, window.limit());
            if (i < window.limit()) {
                return i;
            }
            if (!tooLong && i - from > maxRecordBytes) {
                markTooLong(i);
            }
            int keep = tooLong ? i : from;
            i -= keep;
            from = 0;
            if (!window.slide(keep)) {
                atFileEnd = true;
                return i;
            }
        }
    }

    /** A line feed, a carriage return, or both. */
    private void passLineEnd() throws IOException {
        if (cursor == window.limit()) {
            return;
        }
        boolean mayBeBoth = window.bytes()[cursor] == '\r';
        cursor++;
        if (mayBeBoth && cursor == window.limit()) {
            int shift = from;
            atFileEnd = !window.slide(shift);
            from = 0;
            to -= shift;
            cursor -= shift;
        }
        if (mayBeBoth && cursor < window.limit() && window.bytes()[cursor] == '\n') {
            cursor++;
        }
    }

    private void markTooLong(int known) {
        tooLong = true;
        head = Bytes.text(window.bytes(), from, known, Kept.LONGEST_EXCERPT);
    }

    /** Where the row begins in the file. */
    long start() {
        return start;
    }

    /** In which line the row begins. */
    long line() {
        return line;
    }

    /** In which line the next row begins. */
    long nextLine() {
        return nextLine;
    }

    /** Where the next row begins in the file. */
    long position() {
        return window.offsetOf(cursor);
    }

    /** How much of the file as it is stored has been used. */
    long consumed() {
        return window.consumed(cursor);
    }

    /** Whether there is nothing after the row. */
    boolean atFileEnd() {
        return atFileEnd;
    }

    boolean tooLong() {
        return tooLong;
    }

    /** Whether a quote is open at the end of the row. */
    boolean unclosed() {
        return rowEnd.inQuotes();
    }

    boolean isEmpty() {
        return to == from && !tooLong;
    }

    byte[] bytes() {
        return window.bytes();
    }

    int from() {
        return from;
    }

    /** After the last byte of the row, its line end excluded. */
    int to() {
        return to;
    }

    /** The whole row, or the head of one that is too long. */
    Kept raw() {
        return tooLong ? Kept.pointer(head) : Kept.ofBytes(window.bytes(), from, to);
    }

    /** What is there of a row whose end cannot be read. */
    Kept partial() {
        return Kept.pointer(tooLong ? head : Bytes.text(window.bytes(), from, window.limit(), Kept.LONGEST_EXCERPT));
    }
}
