/** Reads the values of Parquet's column types. */
@NullMarked
package dev.graphiti.migrator.source.parquet.column;

import org.jspecify.annotations.NullMarked;
