/** What the target and the sources on Neo4j share: property values outside of the server. */
@NullMarked
package dev.graphiti.migrator.neo4j;

import org.jspecify.annotations.NullMarked;
