package dev.graphiti.migrator.source.parquet;

import dev.graphiti.migrator.source.RecordReader;
import dev.graphiti.migrator.source.SingleRecordReader;
import dev.graphiti.migrator.source.SourceSplit;
import dev.graphiti.migrator.source.parquet.column.BinaryForms;
import dev.graphiti.migrator.source.parquet.file.DamagedParquetException;
import dev.graphiti.migrator.source.parquet.file.ParquetFile;
import dev.graphiti.migrator.source.parquet.file.RowGroup;
import dev.graphiti.migrator.source.parquet.file.RowReader;
import java.io.IOException;

/**
 * Opens the splits that {@link ParquetScan} made.
 *
 * @param system the kind of source, for the origin of its records
 * @param binaries what becomes of columns of bytes
 */
public record ParquetRecords(String system, BinaryForms binaries) {
    private static final String REST = "the file cannot be read: %s; copy it again, or let its writer write it again";

    /**
     * The records of a split behind a position. What cannot be read of it is one damaged record.
     *
     * @throws dev.graphiti.migrator.model.MigratorException when the file is not the one that was planned
     */
    public RecordReader open(SourceSplit split, String position, RowShape shape) throws IOException {
        ParquetSplit part = ParquetSplit.parse(split.spec());
        RowPlace place = new RowPlace(system, split, part);
        long row = part.rowAt(position);
        if (row >= part.endRow()) {
            return new SingleRecordReader(null);
        }
        return part.damage() == null
                ? read(place, row, shape)
                : new SingleRecordReader(place.damagedRest(row, REST.formatted(part.damage())));
    }

    private RecordReader read(RowPlace place, long row, RowShape shape) throws IOException {
        ParquetFile file = place.part().open();
        try {
            RowGroup rowGroup = file.rowGroups().get(place.part().rowGroup());
            RowReader rows = file.read(rowGroup, row, binaries);
            return new ParquetRecordReader(place, file, rows, shape);
        } catch (DamagedParquetException e) {
            file.close();
            return new SingleRecordReader(place.damagedRest(row, e.sentence()));
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }
}
