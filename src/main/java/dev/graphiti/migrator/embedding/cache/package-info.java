/** Remembers embeddings by text and model. */
@NullMarked
package dev.graphiti.migrator.embedding.cache;

import org.jspecify.annotations.NullMarked;
