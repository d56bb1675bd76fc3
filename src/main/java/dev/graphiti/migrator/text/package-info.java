/** How numbers, names and secrets are written in sentences. Knows the JDK only. */
@NullMarked
package dev.graphiti.migrator.text;

import org.jspecify.annotations.NullMarked;
