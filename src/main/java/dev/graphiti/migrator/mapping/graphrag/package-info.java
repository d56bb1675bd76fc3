/** Maps GraphRAG's tables, whose structure is known, to Graphiti elements, without a configured mapping. */
@NullMarked
package dev.graphiti.migrator.mapping.graphrag;

import org.jspecify.annotations.NullMarked;
