/** Opens and checks Parquet files, and reads their rows. */
@NullMarked
package dev.graphiti.migrator.source.parquet.file;

import org.jspecify.annotations.NullMarked;
