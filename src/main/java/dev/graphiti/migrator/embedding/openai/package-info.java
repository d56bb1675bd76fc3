/** Embeddings from servers with an OpenAI-compatible API. */
@NullMarked
package dev.graphiti.migrator.embedding.openai;

import org.jspecify.annotations.NullMarked;
