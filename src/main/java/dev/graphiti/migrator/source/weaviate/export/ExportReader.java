package dev.graphiti.migrator.source.weaviate.export;

import dev.graphiti.migrator.model.DeadLetter.Kept;
import dev.graphiti.migrator.model.RecordOrigin;
import dev.graphiti.migrator.source.RecordReader;
import dev.graphiti.migrator.source.SourceRecord;
import dev.graphiti.migrator.source.SourceSplit;
import dev.graphiti.migrator.source.fields.Fields;
import dev.graphiti.migrator.source.parquet.column.BinaryForm;
import dev.graphiti.migrator.source.parquet.column.BinaryForms;
import dev.graphiti.migrator.source.parquet.file.DamagedParquetException;
import dev.graphiti.migrator.source.parquet.file.ParquetFile;
import dev.graphiti.migrator.source.parquet.file.ParquetRow;
import dev.graphiti.migrator.source.parquet.file.RowGroup;
import dev.graphiti.migrator.source.parquet.file.RowReader;
import dev.graphiti.migrator.source.weaviate.ObjectReader;
import dev.graphiti.migrator.source.weaviate.api.UnreadableObjectException;
import dev.graphiti.migrator.source.weaviate.object.Blobs;
import dev.graphiti.migrator.source.weaviate.object.ClassFinder;
import dev.graphiti.migrator.source.weaviate.object.ObjectFields;
import dev.graphiti.migrator.source.weaviate.object.PropertyReader;
import dev.graphiti.migrator.source.weaviate.object.References;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the objects of one row group of an export; its records are those that the server itself would give. The row group
 * is opened with the first record: a damaged one is a record that cannot be read, and no failure.
 */
final class ExportReader implements RecordReader {
    private static final BinaryForms FORMS = new BinaryForms(Map.of("vector", BinaryForm.FLOATS));

    private final SourceSplit split;
    private final RowGroup group;
    private final ParquetFile file;
    private final ObjectFields fields;
    private @Nullable RowReader rows;
    private long next;

    ExportReader(SourceSplit split, RowGroup group, ParquetFile file, String position, WeaviateExportOptions options) {
        ExportSplit spec = ExportSplit.parse(split.spec());
        this.split = split;
        this.group = group;
        this.file = file;
        this.next = position.equals(SourceSplit.START) ? group.firstRow() : Long.parseLong(position);
        fields = new ObjectFields(
                spec.schema(),
                spec.tenant(),
                options.vectorOf(split.collection()),
                new PropertyReader(new References(ClassFinder.NONE, Map.of()), options.blobs() == Blobs.KEEP));
    }

    @Override
    public @Nullable SourceRecord next() throws IOException {
        if (next >= group.endRow()) {
            return null;
        }
        long number = next;
        try {
            RowReader open = rows == null ? file.read(group, number, FORMS) : rows;
            rows = open;
            ParquetRow row = open.next();
            next = row == null ? group.endRow() : row.number() + 1;
            return row == null ? null : record(row);
        } catch (DamagedParquetException e) {
            next = group.endRow();
            return damaged("", number, next, e.sentence()).withLost(next - number - 1);
        }
    }

    private SourceRecord record(ParquetRow row) throws IOException {
        String id = String.valueOf(row.fields().at("id"));
        if (row.damage() != null) {
            return damaged(id, row.number(), row.number() + 1, row.damage());
        }
        try {
            Fields content = fields.of(ExportRow.object(row.fields()));
            return SourceRecord.sound(
                    origin(id, row.number()), String.valueOf(row.number() + 1), progress(row.number() + 1), content);
        } catch (UnreadableObjectException e) {
            return damaged(id, row.number(), row.number() + 1, "an object cannot be read: " + e.getMessage());
        }
    }

    private SourceRecord damaged(String id, long row, long next, String damage) {
        return SourceRecord.damaged(origin(id, row), String.valueOf(next), progress(next), damage, Kept.pointer(id));
    }

    private RecordOrigin origin(String id, long row) {
        return new RecordOrigin(ObjectReader.SYSTEM, split.collection(), id, split.id(), "row " + row);
    }

    private long progress(long next) {
        return next - group.firstRow();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
