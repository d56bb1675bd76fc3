/** The constraints and indexes that Graphiti and the migration need, and the one vector space of a graph. */
@NullMarked
package dev.graphiti.migrator.graph.schema;

import org.jspecify.annotations.NullMarked;
