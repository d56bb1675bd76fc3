package dev.graphiti.migrator.source.parquet.file;

/**
 * A part of a file that can be read by itself.
 *
 * @param index in the file, counted from zero
 * @param firstRow the number of its first row in the file
 * @param bytes how much there is to read, compressed
 */
public record RowGroup(int index, long firstRow, long rows, long bytes) {
    /** The number of the row behind its last one. */
    public long endRow() {
        return firstRow + rows;
    }
}
