package dev.graphiti.migrator.source.parquet.file;

import dev.graphiti.migrator.source.fields.Fields;
import org.jspecify.annotations.Nullable;

/**
 * One row.
 *
 * @param number in the file, counted from zero
 * @param damage what cannot be read of it, one sentence; null for a sound row
 */
public record ParquetRow(
        long number, Fields fields, @Nullable String damage) {}
