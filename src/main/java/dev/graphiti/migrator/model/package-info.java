/** The records of the Graphiti schema, and identities that all parts share. Depends only on the JDK. */
@NullMarked
package dev.graphiti.migrator.model;

import org.jspecify.annotations.NullMarked;
