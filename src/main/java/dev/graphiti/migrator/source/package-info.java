/** The port for reading records, and its adapter to Flink's source interface. */
@NullMarked
package dev.graphiti.migrator.source;

import org.jspecify.annotations.NullMarked;
