package dev.graphiti.migrator.source.pinecone;

import org.jspecify.annotations.Nullable;

/**
 * An id and the page on which it stands.
 *
 * @param token of the page; null for the first
 */
record ListedId(String id, @Nullable String token) {}
