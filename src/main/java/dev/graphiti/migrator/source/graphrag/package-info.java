/** Reads the outputs of Microsoft GraphRAG: finds their tables, and converts the rows of all versions to one form. */
@NullMarked
package dev.graphiti.migrator.source.graphrag;

import org.jspecify.annotations.NullMarked;
