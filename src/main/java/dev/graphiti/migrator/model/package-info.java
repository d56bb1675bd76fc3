/** The records of the Graphiti schema, and what every part needs to name them. Knows the JDK only. */
@NullMarked
package dev.graphiti.migrator.model;

import org.jspecify.annotations.NullMarked;
