/** Reads the objects of a Weaviate server. */
@NullMarked
package dev.graphiti.migrator.source.weaviate;

import org.jspecify.annotations.NullMarked;
