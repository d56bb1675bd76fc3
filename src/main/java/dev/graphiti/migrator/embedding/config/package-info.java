/** The configuration of each provider of embeddings. */
@NullMarked
package dev.graphiti.migrator.embedding.config;

import org.jspecify.annotations.NullMarked;
