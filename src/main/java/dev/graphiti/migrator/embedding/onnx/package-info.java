/** Embeddings from a local ONNX model. */
@NullMarked
package dev.graphiti.migrator.embedding.onnx;

import org.jspecify.annotations.NullMarked;
