/** What a Weaviate object becomes as a record. */
@NullMarked
package dev.graphiti.migrator.source.weaviate.object;

import org.jspecify.annotations.NullMarked;
