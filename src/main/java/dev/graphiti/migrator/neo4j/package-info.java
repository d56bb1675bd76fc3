/**
 * Neo4j servers, whether they are read or written: how they are reached, words for what they refuse, and property values
 * outside of the server.
 */
@NullMarked
package dev.graphiti.migrator.neo4j;

import org.jspecify.annotations.NullMarked;
