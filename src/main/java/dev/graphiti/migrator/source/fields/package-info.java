/** The fields of a record, their exact numbers, and how they are sent between Flink's tasks. */
@NullMarked
package dev.graphiti.migrator.source.fields;

import org.jspecify.annotations.NullMarked;
