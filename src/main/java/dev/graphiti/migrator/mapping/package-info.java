/** The port {@code RecordMapping}: how a record becomes elements of Graphiti, whatever rules say so. */
@NullMarked
package dev.graphiti.migrator.mapping;

import org.jspecify.annotations.NullMarked;
