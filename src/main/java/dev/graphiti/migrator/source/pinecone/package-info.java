/** Reads Pinecone: classic vector indexes and document indexes, by listing ids and fetching what they name. */
@NullMarked
package dev.graphiti.migrator.source.pinecone;

import org.jspecify.annotations.NullMarked;
