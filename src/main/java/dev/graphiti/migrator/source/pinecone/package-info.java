/** Reads classic and document indexes of Pinecone, by listing ids and fetching records. */
@NullMarked
package dev.graphiti.migrator.source.pinecone;

import org.jspecify.annotations.NullMarked;
