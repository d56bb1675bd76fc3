/** Gives each record what it asks of other records, before it is mapped. */
@NullMarked
package dev.graphiti.migrator.migrate.resolve;

import org.jspecify.annotations.NullMarked;
