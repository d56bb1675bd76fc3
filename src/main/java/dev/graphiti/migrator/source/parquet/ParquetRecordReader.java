package dev.graphiti.migrator.source.parquet;

import dev.graphiti.migrator.source.RecordReader;
import dev.graphiti.migrator.source.SourceRecord;
import dev.graphiti.migrator.source.fields.Fields;
import dev.graphiti.migrator.source.parquet.file.DamagedParquetException;
import dev.graphiti.migrator.source.parquet.file.ParquetFile;
import dev.graphiti.migrator.source.parquet.file.ParquetRow;
import dev.graphiti.migrator.source.parquet.file.RowReader;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the rows of one row group as records. */
final class ParquetRecordReader implements RecordReader {
    private final RowPlace place;
    private final ParquetFile file;
    private final RowReader rows;
    private final RowShape shape;
    private boolean finished;

    ParquetRecordReader(RowPlace place, ParquetFile file, RowReader rows, RowShape shape) {
        this.place = place;
        this.file = file;
        this.rows = rows;
        this.shape = shape;
    }

    @Override
    public @Nullable SourceRecord next() {
        if (finished) {
            return null;
        }
        try {
            ParquetRow row = rows.next();
            finished = row == null;
            return row == null ? null : record(row);
        } catch (DamagedParquetException e) {
            finished = true;
            return place.damagedRest(rows.nextRow(), e.sentence());
        }
    }

    private SourceRecord record(ParquetRow row) {
        if (row.damage() != null) {
            return place.damaged(row.number(), row.damage());
        }
        try {
            return place.sound(row.number(), shape.fields(withConstants(row.fields())));
        } catch (UnfitRowException e) {
            return place.damaged(row.number(), e.sentence());
        }
    }

    /** A column wins over what the path tells. */
    private Fields withConstants(Fields row) {
        Map<String, @Nullable String> constants = place.part().constants();
        if (constants.isEmpty()) {
            return row;
        }
        Map<String, @Nullable Object> all = new LinkedHashMap<>(row.root());
        constants.forEach((name, value) -> {
            if (!row.root().containsKey(name)) {
                all.put(name, value);
            }
        });
        return new Fields(all);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
