/** Any {@code RecordSource} as a source of Flink. */
@NullMarked
package dev.graphiti.migrator.source.flink;

import org.jspecify.annotations.NullMarked;
