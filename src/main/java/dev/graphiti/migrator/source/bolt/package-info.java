/**
 * Reads nodes and relationships of a Neo4j server in pages that neither miss nor repeat one; what becomes of them is the
 * business of the sources that use it.
 */
@NullMarked
package dev.graphiti.migrator.source.bolt;

import org.jspecify.annotations.NullMarked;
