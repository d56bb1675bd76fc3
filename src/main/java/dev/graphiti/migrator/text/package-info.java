/** How numbers, names and secrets are written in sentences, and digests of texts. Knows the JDK only. */
@NullMarked
package dev.graphiti.migrator.text;

import org.jspecify.annotations.NullMarked;
