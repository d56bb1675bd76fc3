/** Weaviate's REST and GraphQL API: requests, answers and schema. */
@NullMarked
package dev.graphiti.migrator.source.weaviate.api;

import org.jspecify.annotations.NullMarked;
