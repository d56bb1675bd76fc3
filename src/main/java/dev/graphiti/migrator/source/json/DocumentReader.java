package dev.graphiti.migrator.source.json;

import dev.graphiti.migrator.model.DeadLetter.Kept;
import dev.graphiti.migrator.source.RecordReader;
import dev.graphiti.migrator.source.SourceRecord;
import dev.graphiti.migrator.source.SourceSplit;
import dev.graphiti.migrator.source.stored.ByteWindow;
import dev.graphiti.migrator.source.stored.RecordPlace;
import dev.graphiti.migrator.source.stored.packed.DamagedFileException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads the items of the documents in one file, however large, and counts them from zero. */
final class DocumentReader implements RecordReader {
    private final SourceSplit split;
    private final JsonSplit file;
    private final JsonSourceOptions options;
    private final ByteWindow window;
    private final ValueScanner values;
    private final ItemScanner items;
    private final RecordParser parser;
    private long item;
    private boolean finished;

    DocumentReader(SourceSplit split, JsonSourceOptions options, DocumentPosition position, ByteWindow window) {
        this.split = split;
        this.file = JsonSplit.parse(split.spec());
        this.options = options;
        this.window = window;
        this.values = new ValueScanner(window, options);
        this.items = new ItemScanner(values, file.pointerSteps(), position.open());
        this.parser = new RecordParser(RecordKind.ITEM, options.maxRecordBytes(), window.charset());
        this.item = position.item();
    }

    @Override
    public @Nullable SourceRecord next() throws IOException {
        if (finished) {
            return null;
        }
        try {
            if (items.next()) {
                return record();
            }
            file.file().checkEnd(window.consumed(window.limit()));
            finished = true;
            if (readToEnd(0) != file.file().length()) {
                throw file.file().endedAfter(readToEnd(0));
            }
            return null;
        } catch (DamagedRecordException e) {
            return place().damaged(e.sentence(), Kept.NOTHING);
        } catch (DamagedFileException e) {
            finished = true;
            file.file().requireLength();
            long read = values.consumed();
            return new RecordPlace(split, "item " + item, JsonSplit.END, read)
                    .damaged(explained(e), values.partial())
                    .withLost(Math.max(0, file.file().length() - read));
        }
    }

    /**
     * Looks whether the pointer leads to an array in the first document, as far as that can be told.
     *
     * @throws DamagedRecordException when it does not
     */
    void checkPointer() throws IOException, DamagedRecordException {
        try {
            items.next();
        } catch (DamagedFileException e) {
            // Its records say so when the file is read.
            finished = true;
        }
    }

    @Override
    public long readToEnd(long progress) {
        return values.consumed();
    }

    private SourceRecord record() {
        RecordPlace place = place();
        if (values.tooLong()) {
            return place.damaged("item is longer than %d bytes".formatted(options.maxRecordBytes()), values.raw());
        }
        try {
            return place.sound(parser.parse(values.bytes(), values.from(), values.to()));
        } catch (DamagedRecordException e) {
            return place.damaged(e.sentence(), values.raw());
        }
    }

    private RecordPlace place() {
        String position = "item " + item++;
        String next = new DocumentPosition(item, values.position(), items.open()).text();
        return new RecordPlace(split, position, next, values.consumed());
    }

    private String explained(DamagedFileException e) throws IOException {
        String where = e.offset().isPresent()
                ? " at " + TextPlace.of(file.file(), e.offset().getAsLong())
                : "";
        return "the file %s%s; the rest of it cannot be read".formatted(e.getMessage(), where);
    }

    @Override
    public void close() throws IOException {
        window.close();
    }
}
