/** Names of referenced entities, in the sentences of facts. */
@NullMarked
package dev.graphiti.migrator.pipeline.names;

import org.jspecify.annotations.NullMarked;
