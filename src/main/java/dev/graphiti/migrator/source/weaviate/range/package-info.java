/** Cuts a collection into ranges of object ids. */
@NullMarked
package dev.graphiti.migrator.source.weaviate.range;

import org.jspecify.annotations.NullMarked;
