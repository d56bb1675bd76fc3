package dev.graphiti.migrator.source.json;

import dev.graphiti.migrator.model.DeadLetter.Kept;
import dev.graphiti.migrator.source.stored.ByteWindow;
import dev.graphiti.migrator.source.stored.Bytes;
import java.io.IOException;

/** Finds line after line in a file; of a line that is too long it keeps only the head. */
final class LineScanner {
    private final ByteWindow window;
    private final JsonSourceOptions options;
    private final long end;
    private int cursor;
    private int from;
    private int to;
    private long start;
    private boolean tooLong;
    private boolean atFileEnd;
    private String head = "";

    /** @param end no line that begins there or later is of interest */
    LineScanner(ByteWindow window, JsonSourceOptions options, long end) {
        this.window = window;
        this.options = options;
        this.end = end;
    }

    /** Moves to the next line; false at the end of the file. */
    boolean next() throws IOException {
        from = cursor;
        start = window.offsetOf(from);
        tooLong = false;
        int feed = lineFeed();
        to = feed;
        cursor = Math.min(feed + 1, window.limit());
        if (!tooLong && to - from > options.maxRecordBytes()) {
            markTooLong(to);
        }
        return cursor > from || tooLong;
    }

    private int lineFeed() throws IOException {
        int i = from;
        while (true) {
            i = Bytes.lineFeed(window.bytes(), i, window.limit());
            if (i < window.limit()) {
                return i;
            }
            if (!tooLong && i - from > options.maxRecordBytes()) {
                markTooLong(i);
            }
            if (tooLong && window.offsetOf(i) >= end) {
                // The next line would be another split's.
                return i;
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

    private void markTooLong(int known) {
        tooLong = true;
        head = Bytes.text(window.bytes(), from, known, Kept.LONGEST_EXCERPT);
    }

    /** Where the line begins in the file. */
    long start() {
        return start;
    }

    /** Where the next line begins in the file. */
    long position() {
        return window.offsetOf(cursor);
    }

    /** How much of the file as it is stored has been used. */
    long consumed() {
        return window.consumed(cursor);
    }

    /** Whether there is nothing behind the line. */
    boolean atFileEnd() {
        return atFileEnd;
    }

    boolean tooLong() {
        return tooLong;
    }

    byte[] bytes() {
        return window.bytes();
    }

    int from() {
        return Bytes.behindMark(window.bytes(), from, to);
    }

    /** Behind the last byte of the line, its line end excluded. */
    int to() {
        return to > from && window.bytes()[to - 1] == '\r' ? to - 1 : to;
    }

    /** The whole line, or the head of one that is too long. */
    Kept raw() {
        return tooLong ? Kept.pointer(head) : Kept.ofBytes(window.bytes(), from(), to());
    }

    /** What is there of a line whose end cannot be read. */
    Kept partial() {
        return Kept.pointer(tooLong ? head : Bytes.text(window.bytes(), from, window.limit(), Kept.LONGEST_EXCERPT));
    }
}
