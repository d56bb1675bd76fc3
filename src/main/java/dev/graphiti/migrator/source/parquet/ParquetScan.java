package dev.graphiti.migrator.source.parquet;

import dev.graphiti.migrator.source.SourceSplit;
import dev.graphiti.migrator.source.file.InputFile;
import dev.graphiti.migrator.source.parquet.column.ColumnTypes;
import dev.graphiti.migrator.source.parquet.column.ColumnTypes.ColumnType;
import dev.graphiti.migrator.source.parquet.file.DamagedParquetException;
import dev.graphiti.migrator.source.parquet.file.ParquetFile;
import dev.graphiti.migrator.source.parquet.file.RowGroup;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the footer of a file says, for planning.
 *
 * @param columns the names of its columns, in their order
 * @param properties what its writer noted down about it
 * @param types what the columns become; see {@link ColumnTypes}
 * @param damage why nothing can be read of it; null for a sound file
 */
public record ParquetScan(
        InputFile file,
        String fingerprint,
        List<String> columns,
        Map<String, String> properties,
        List<RowGroup> rowGroups,
        SortedMap<String, ColumnType> types,
        @Nullable String damage) {
    /** Reads the footer. A file that is damaged is no failure. */
    public static ParquetScan of(InputFile file) throws IOException {
        try (ParquetFile open = ParquetFile.open(file.path())) {
            return new ParquetScan(
                    file, open.fingerprint(), open.columns(), open.properties(), open.rowGroups(), open.types(), null);
        } catch (DamagedParquetException e) {
            return new ParquetScan(file, "", List.of(), Map.of(), List.of(), new TreeMap<>(), e.sentence());
        }
    }

    /** Whether the file is sound and has no rows. */
    boolean isEmpty() {
        return damage == null && rowGroups.stream().noneMatch(rowGroup -> rowGroup.rows() > 0);
    }

    /** A split for each row group that has rows, which {@link ParquetRecords} opens. */
    public List<SourceSplit> splits(String collection) {
        return splits(collection, ParquetLayout.PLAIN, Map.of());
    }

    List<SourceSplit> splits(String collection, ParquetLayout layout, Map<String, @Nullable String> constants) {
        if (damage != null) {
            ParquetSplit whole =
                    new ParquetSplit(file.location(), 0, 0, 1, fingerprint, file.length(), layout, constants, damage);
            return List.of(new SourceSplit(file.name(), collection, whole.spec(), file.length()));
        }
        return rowGroups.stream()
                .filter(rowGroup -> rowGroup.rows() > 0)
                .map(rowGroup -> {
                    ParquetSplit part = new ParquetSplit(
                            file.location(),
                            rowGroup.index(),
                            rowGroup.firstRow(),
                            rowGroup.rows(),
                            fingerprint,
                            file.length(),
                            layout,
                            constants,
                            null);
                    return new SourceSplit(id(rowGroup), collection, part.spec(), rowGroup.bytes());
                })
                .toList();
    }

    private String id(RowGroup rowGroup) {
        return rowGroups.size() == 1
                ? file.name()
                : "%s[%d,%d)".formatted(file.name(), rowGroup.firstRow(), rowGroup.endRow());
    }
}
