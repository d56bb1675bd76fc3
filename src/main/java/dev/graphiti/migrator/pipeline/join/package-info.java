/** Adds to each record the fields of the records that it refers to, before the mapping. */
@NullMarked
package dev.graphiti.migrator.pipeline.join;

import org.jspecify.annotations.NullMarked;
