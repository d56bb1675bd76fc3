/** Reads the outputs of Microsoft GraphRAG: finds their tables, and brings the rows of all versions into one form. */
@NullMarked
package dev.graphiti.migrator.source.graphrag;

import org.jspecify.annotations.NullMarked;
