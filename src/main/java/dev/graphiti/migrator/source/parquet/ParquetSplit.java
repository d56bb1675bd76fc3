package dev.graphiti.migrator.source.parquet;

import dev.graphiti.migrator.source.SourceSplit;
import dev.graphiti.migrator.source.SplitSpec;
import dev.graphiti.migrator.source.parquet.file.ParquetFile;
import dev.graphiti.migrator.source.parquet.file.PlannedFile;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One row group of one file as it was when the migration was planned. Its position is the number of the next row.
 *
 * @param firstRow the number of its first row in the file
 * @param fingerprint of the file
 * @param length of the file when it was planned
 * @param constants fields that the path of the file tells, by name; null where it tells that there is no value
 * @param damage why nothing can be read of the file, which then is one damaged record
 */
record ParquetSplit(
        String file,
        int rowGroup,
        long firstRow,
        long rows,
        String fingerprint,
        long length,
        ParquetLayout layout,
        Map<String, @Nullable String> constants,
        @Nullable String damage) {
    static ParquetSplit parse(String spec) {
        return SplitSpec.read(spec, ParquetSplit.class);
    }

    String spec() {
        return SplitSpec.write(this);
    }

    long endRow() {
        return firstRow + rows;
    }

    /** The number of the row to go on with. */
    long rowAt(String position) {
        return position.equals(SourceSplit.START) ? firstRow : Long.parseLong(position);
    }

    /**
     * Opens the file.
     *
     * @throws dev.graphiti.migrator.model.MigratorException when it is another one, or none any more
     */
    ParquetFile open() throws IOException {
        return new PlannedFile(file, length, fingerprint).open();
    }
}
