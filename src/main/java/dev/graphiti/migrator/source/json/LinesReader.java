package dev.graphiti.migrator.source.json;

import dev.graphiti.migrator.source.RecordReader;
import dev.graphiti.migrator.source.SourceRecord;
import dev.graphiti.migrator.source.SourceSplit;
import dev.graphiti.migrator.source.stored.ByteWindow;
import dev.graphiti.migrator.source.stored.Bytes;
import dev.graphiti.migrator.source.stored.RecordPlace;
import dev.graphiti.migrator.source.stored.packed.DamagedFileException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads the lines that begin in one byte range of a file. A position is the offset of the next line. */
final class LinesReader implements RecordReader {
    private final SourceSplit split;
    private final JsonSplit range;
    private final JsonSourceOptions options;
    private final ByteWindow window;
    private final LineScanner lines;
    private final RecordParser parser;
    /** Where lines no longer belong to it. */
    private final long readTo;

    private boolean finished;

    LinesReader(SourceSplit split, JsonSplit range, JsonSourceOptions options, ByteWindow window) {
        this.split = split;
        this.range = range;
        this.options = options;
        this.window = window;
        this.readTo = window.unpacked() ? Long.MAX_VALUE : range.end();
        this.lines = new LineScanner(window, options, readTo);
        this.parser = new RecordParser(RecordKind.LINE, options.maxRecordBytes(), window.charset());
    }

    /** Passes by the end of a line that began before this range. */
    LinesReader behindFirstLineFeed() throws IOException {
        lines.next();
        return this;
    }

    @Override
    public @Nullable SourceRecord next() throws IOException {
        if (finished) {
            return null;
        }
        try {
            while (lines.position() < readTo && next(lines)) {
                if (lines.tooLong() || !isBlank()) {
                    return record();
                }
            }
        } catch (DamagedFileException e) {
            finished = true;
            range.file().requireLength();
            long lost = Math.max(0, split.size() - (lines.consumed() - range.start()));
            return place(JsonSplit.END)
                    .damaged("the file %s; the rest of it cannot be read".formatted(e.getMessage()), lines.partial())
                    .withLost(lost);
        }
        finished = true;
        if (readToEnd(0) != split.size()) {
            throw range.file().endedAfter(range.start() + readToEnd(0));
        }
        return null;
    }

    /** The last line of a file that was cut is not the one that stood there, and must not be taken for damage. */
    private boolean next(LineScanner scanner) throws IOException {
        boolean more = scanner.next();
        if (scanner.atFileEnd()) {
            range.file().checkEnd(scanner.consumed());
        }
        return more;
    }

    private boolean isBlank() {
        return Bytes.nonBlank(lines.bytes(), lines.from(), lines.to()) == lines.to();
    }

    private SourceRecord record() {
        RecordPlace place = place(Long.toString(lines.position()));
        if (lines.tooLong()) {
            return place.damaged("line is longer than %d bytes".formatted(options.maxRecordBytes()), lines.raw());
        }
        try {
            return place.sound(parser.parse(lines.bytes(), lines.from(), lines.to()));
        } catch (DamagedRecordException e) {
            return place.damaged(e.sentence(), lines.raw());
        }
    }

    private RecordPlace place(String next) {
        long progress = lines.consumed() - range.start();
        return new RecordPlace(split, "offset " + lines.start(), next, progress);
    }

    /** A line that goes on after the end of the range belongs to it, but its bytes are those of the next ones. */
    @Override
    public long readToEnd(long progress) {
        return window.unpacked() ? lines.consumed() : Math.min(lines.position(), range.end()) - range.start();
    }

    @Override
    public void close() throws IOException {
        window.close();
    }
}
