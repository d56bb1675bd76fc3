/** One batch in one transaction: rows, statements, and what each element has become. */
@NullMarked
package dev.graphiti.migrator.graph.write;

import org.jspecify.annotations.NullMarked;
