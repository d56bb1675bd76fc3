/** Maps source records to Graphiti elements: a pure function of the record, the configuration and the run's start. */
@NullMarked
package dev.graphiti.migrator.mapping;

import org.jspecify.annotations.NullMarked;
