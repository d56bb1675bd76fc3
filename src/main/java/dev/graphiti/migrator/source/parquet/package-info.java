/** Reads Parquet files by row group, on any file system that Flink knows; for their own sake and for other sources. */
@NullMarked
package dev.graphiti.migrator.source.parquet;

import org.jspecify.annotations.NullMarked;
