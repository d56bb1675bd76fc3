package dev.graphiti.migrator.source.json;

import dev.graphiti.migrator.source.stored.ByteWindow;
import dev.graphiti.migrator.source.stored.Bytes;
import dev.graphiti.migrator.source.stored.StoredFile;
import java.io.IOException;

/**
 * A place in a file as an editor shows it.
 *
 * @param line counted from one
 * @param column in bytes, counted from one
 */
record TextPlace(long offset, long line, long column) {
    /** Reads the file once more up to the place: counting along the way would slow down every file for the few bad ones. */
    static TextPlace of(StoredFile file, long offset) throws IOException {
        try (ByteWindow window = file.open(0)) {
            long line = 1;
            long lineStart = 0;
            int cursor = 0;
            while (window.slide(cursor)) {
                int known = (int) Math.min(window.limit(), offset - window.offsetOf(0));
                cursor = Bytes.lineFeed(window.bytes(), 0, known);
                while (cursor < known) {
                    line++;
                    cursor++;
                    lineStart = window.offsetOf(cursor);
                    cursor = Bytes.lineFeed(window.bytes(), cursor, known);
                }
                if (window.offsetOf(cursor) >= offset) {
                    break;
                }
            }
            return new TextPlace(offset, line, offset - lineStart + 1);
        }
    }

    @Override
    public String toString() {
        return "byte %d (line %d, column %d)".formatted(offset, line, column);
    }
}
