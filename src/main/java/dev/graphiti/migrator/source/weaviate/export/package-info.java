/** Reads the files that Weaviate's export writes. */
@NullMarked
package dev.graphiti.migrator.source.weaviate.export;

import org.jspecify.annotations.NullMarked;
