/** The port {@code Embedder}, and decorators that batch, limit, retry and check it. */
@NullMarked
package dev.graphiti.migrator.embedding;

import org.jspecify.annotations.NullMarked;
