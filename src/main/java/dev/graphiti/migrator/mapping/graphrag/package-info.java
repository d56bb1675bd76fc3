/** Makes Graphiti elements of GraphRAG's tables, which have one known form; needs no configured mapping. */
@NullMarked
package dev.graphiti.migrator.mapping.graphrag;

import org.jspecify.annotations.NullMarked;
