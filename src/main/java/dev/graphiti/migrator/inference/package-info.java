/**
 * Turns texts into vectors: the port {@code Embedder}, its providers and decorators, and the Flink stage that uses it.
 */
@NullMarked
package dev.graphiti.migrator.inference;

import org.jspecify.annotations.NullMarked;
