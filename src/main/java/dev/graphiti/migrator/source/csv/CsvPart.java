package dev.graphiti.migrator.source.csv;

import dev.graphiti.migrator.source.SourceSplit;
import dev.graphiti.migrator.source.stored.StoredFile;

/**
 * A table, or a byte range of it.
 *
 * @param start the first byte of the range
 * @param end after the last byte of the range; the length of the file where it is read as a whole
 */
public record CsvPart(
        SourceSplit split, StoredFile file, long start, long end, CsvOptions options, int maxRecordBytes) {
    /** Whether it is a file, whose lines can be counted. */
    boolean isWhole() {
        return start == 0 && end == file.length();
    }
}
