package dev.graphiti.migrator.source.graphrag;

import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;
import dev.graphiti.migrator.source.fields.Fields;
import dev.graphiti.migrator.source.file.Locations;
import dev.graphiti.migrator.source.parquet.column.BinaryForms;
import dev.graphiti.migrator.source.parquet.file.DamagedParquetException;
import dev.graphiti.migrator.source.parquet.file.ParquetFile;
import dev.graphiti.migrator.source.parquet.file.ParquetRow;
import dev.graphiti.migrator.source.parquet.file.PlannedFile;
import dev.graphiti.migrator.source.parquet.file.RowGroup;
import dev.graphiti.migrator.source.parquet.file.RowReader;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tables in Parquet files. */
record ParquetTables() implements TableFiles {
    @Override
    public Shape shapeOf(String file) throws IOException {
        try (ParquetFile open = ParquetFile.open(Locations.path(file))) {
            List<Group> groups = open.rowGroups().stream()
                    .map(group -> new Group(group.rows(), group.bytes()))
                    .toList();
            return new Shape(open.columns(), groups, open.fingerprint());
        } catch (DamagedParquetException e) {
            throw new MigratorException(
                    Fault.SOURCE,
                    "file %s cannot be read: %s; copy it again, or let GraphRAG write it again."
                            .formatted(Locations.shown(file), e.sentence()),
                    e);
        }
    }

    @Override
    public Rows open(GraphRagSplit piece, long skip) throws IOException {
        ParquetFile file = new PlannedFile(piece.file(), 0, piece.fingerprint()).open();
        try {
            RowGroup group = file.rowGroups().get(piece.group());
            return new GroupRows(file, group, group.firstRow() + skip);
        } catch (RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /** Opens the row group with the first row: a damaged one is a record that cannot be read, and no failure. */
    private static final class GroupRows implements Rows {
        private final ParquetFile file;
        private final RowGroup group;
        private final long fromRow;
        private @Nullable RowReader reader;

        GroupRows(ParquetFile file, RowGroup group, long fromRow) {
            this.file = file;
            this.group = group;
            this.fromRow = fromRow;
        }

        @Override
        public @Nullable TableRow next() throws IOException {
            try {
                RowReader open = reader == null ? file.read(group, fromRow, BinaryForms.AUTO) : reader;
                reader = open;
                ParquetRow row = open.next();
                return row == null ? null : new TableRow(row.fields(), row.damage(), false);
            } catch (DamagedParquetException e) {
                return new TableRow(Fields.EMPTY, e.sentence(), true);
            }
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
