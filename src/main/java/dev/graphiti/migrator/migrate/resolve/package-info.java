/** Joins each record with the values of other records that it refers to, before it is mapped. */
@NullMarked
package dev.graphiti.migrator.migrate.resolve;

import org.jspecify.annotations.NullMarked;
