package dev.graphiti.migrator.source.file;

import dev.graphiti.migrator.source.RecordReader;
import dev.graphiti.migrator.source.SourceRecord;
import dev.graphiti.migrator.source.fields.Fields;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Adds to each record the file that it comes from. */
public final class PlacedReader implements RecordReader {
    private final RecordReader reader;
    private final Fields about;

    public PlacedReader(RecordReader reader, FilePlace place) {
        this.reader = reader;
        this.about = place.about();
    }

    @Override
    public @Nullable SourceRecord next() throws IOException {
        SourceRecord record = reader.next();
        return record == null || record.note() != null || record.damage() != null ? record : record.withAbout(about);
    }

    @Override
    public boolean isReady() throws IOException {
        return reader.isReady();
    }

    @Override
    public long readToEnd(long progress) throws IOException {
        return reader.readToEnd(progress);
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
