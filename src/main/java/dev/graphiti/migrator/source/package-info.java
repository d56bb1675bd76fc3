/** The port {@code RecordSource}: splits, records and counts of a system. Knows no Flink. */
@NullMarked
package dev.graphiti.migrator.source;

import org.jspecify.annotations.NullMarked;
