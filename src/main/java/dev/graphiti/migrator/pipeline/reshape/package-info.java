/** Turns each record of a collection into any number of records, before the mapping. */
@NullMarked
package dev.graphiti.migrator.pipeline.reshape;

import org.jspecify.annotations.NullMarked;
