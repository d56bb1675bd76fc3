package dev.graphiti.migrator.source.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.graphiti.migrator.model.DeadLetter.Kept;
import dev.graphiti.migrator.source.stored.ByteWindow;
import dev.graphiti.migrator.source.stored.Bytes;
import dev.graphiti.migrator.source.stored.packed.DamagedFileException;
import java.io.IOException;

/** Steps through the values of a file, keeping the bytes of one at a time and of a too long one only the head. */
final class ValueScanner {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ByteWindow window;
    private final JsonSourceOptions options;
    private final ValueEnd end = new ValueEnd();
    private int cursor;
    private int from;
    private int to;
    private boolean tooLong;
    private String head = "";

    ValueScanner(ByteWindow window, JsonSourceOptions options) {
        this.window = window;
        this.options = options;
    }

    /** Moves to the next byte that is not white space; false at the end of the file. */
    boolean atByte() throws IOException {
        if (window.offsetOf(cursor) == 0) {
            window.peek(3);
            cursor = Bytes.behindMark(window.bytes(), cursor, window.limit());
        }
        while (true) {
            cursor = Bytes.nonBlank(window.bytes(), cursor, window.limit());
            if (cursor < window.limit()) {
                return true;
            }
            int keep = cursor;
            cursor = 0;
            from = 0;
            if (!window.slide(keep)) {
                return false;
            }
        }
    }

    /** The byte that {@link #atByte} or {@link #require} has moved to. */
    byte current() {
        return window.bytes()[cursor];
    }

    void require(String expected) throws IOException {
        if (!atByte()) {
            throw DamagedFileException.at(position(), "ends too early: expected " + expected);
        }
    }

    void pass(char expected) throws IOException {
        require("'" + expected + "'");
        if (current() != expected) {
            throw unexpected("'" + expected + "'");
        }
        cursor++;
    }

    DamagedFileException unexpected(String expected) {
        from = cursor;
        return DamagedFileException.at(
                position(),
                "is not JSON: expected %s but found %s"
                        .formatted(expected, Bytes.text(window.bytes(), cursor, cursor + 1, 1)));
    }

    /** Takes the value that begins here. */
    void take() throws IOException {
        end.begin(current());
        run(options.maxRecordBytes());
        if (to == from && !tooLong) {
            throw unexpected("a value");
        }
    }

    /** Takes the text that begins here, such as a key; what is too long or no text is empty. */
    String takeText() throws IOException {
        take();
        if (tooLong) {
            return "";
        }
        try {
            return JSON.readValue(window.bytes(), from, to - from, String.class);
        } catch (JsonProcessingException e) {
            return ""; // A key with a bare control character or a wrong escape is not the one that is looked for.
        }
    }

    /** Passes by the value that begins here. */
    void skip() throws IOException {
        end.begin(current());
        run(0);
    }

    /** Passes by the ends of all these brackets. */
    void skipOutOf(CharSequence open) throws IOException {
        end.beginInside(open);
        run(0);
    }

    private void run(int most) throws IOException {
        from = cursor;
        tooLong = false;
        int i = from;
        int found = end.scan(window.bytes(), i, window.limit());
        while (found < 0) {
            i = window.limit();
            if (!tooLong && i - from > most) {
                markTooLong(i);
            }
            int keep = tooLong ? i : from;
            i -= keep;
            from = 0;
            cursor = 0;
            found = window.slide(keep) ? end.scan(window.bytes(), i, window.limit()) : atEndOfFile(i);
        }
        to = found;
        cursor = found;
        checkBrackets();
        if (!tooLong && to - from > most) {
            markTooLong(to);
        }
    }

    private int atEndOfFile(int index) throws DamagedFileException {
        if (end.endsWithFile()) {
            return index;
        }
        throw DamagedFileException.at(window.offsetOf(index), "ends too early, in the middle of a value");
    }

    private void checkBrackets() throws DamagedFileException {
        if (end.mismatched()) {
            cursor--;
            throw DamagedFileException.at(
                    position(), "is not JSON: '%c' closes another kind of bracket".formatted(current()));
        }
    }

    private void markTooLong(int known) {
        tooLong = true;
        head = Bytes.text(window.bytes(), from, known, Kept.LONGEST_EXCERPT);
    }

    /** The offset of the byte behind the last value. */
    long position() {
        return window.offsetOf(cursor);
    }

    /** How much of the file as it is stored has been used. */
    long consumed() {
        return window.consumed(cursor);
    }

    boolean tooLong() {
        return tooLong;
    }

    byte[] bytes() {
        return window.bytes();
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    /** The whole value, or the head of one that is too long. */
    Kept raw() {
        return tooLong ? Kept.pointer(head) : Kept.ofBytes(window.bytes(), from, to);
    }

    /** What is there of a value that cannot be read to its end. */
    Kept partial() {
        return Kept.pointer(tooLong ? head : Bytes.text(window.bytes(), from, window.limit(), Kept.LONGEST_EXCERPT));
    }
}
