/** The lease of a run in the target, and the tokens by which each writer shows that it still may write. */
@NullMarked
package dev.graphiti.migrator.graph.lease;

import org.jspecify.annotations.NullMarked;
