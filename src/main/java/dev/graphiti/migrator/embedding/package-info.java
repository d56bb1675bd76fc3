/** Turns texts into vectors: the port {@code Embedder}, its providers and decorators, and the Flink stage. */
@NullMarked
package dev.graphiti.migrator.embedding;

import org.jspecify.annotations.NullMarked;
