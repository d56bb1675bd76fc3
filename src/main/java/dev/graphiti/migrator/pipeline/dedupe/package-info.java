/** Finds duplicates: records with one identity, and entities that several records contain. */
@NullMarked
package dev.graphiti.migrator.pipeline.dedupe;

import org.jspecify.annotations.NullMarked;
