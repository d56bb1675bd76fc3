/** Reads Parquet files by row group, on any file system that Flink supports; also used by other sources. */
@NullMarked
package dev.graphiti.migrator.source.parquet;

import org.jspecify.annotations.NullMarked;
