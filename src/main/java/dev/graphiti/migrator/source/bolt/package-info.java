/**
 * Reads nodes and relationships of a Neo4j server in pages, each exactly once. Used by several sources, which define how
 * they become records.
 */
@NullMarked
package dev.graphiti.migrator.source.bolt;

import org.jspecify.annotations.NullMarked;
