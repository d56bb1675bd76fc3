/** Reads tables as text: CSV, TSV and the like. */
@NullMarked
package dev.graphiti.migrator.source.csv;

import org.jspecify.annotations.NullMarked;
