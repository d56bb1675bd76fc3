/** Neo4j servers, whether they are read or written: how they are reached, and words for what they refuse. */
@NullMarked
package dev.graphiti.migrator.neo4j;

import org.jspecify.annotations.NullMarked;
