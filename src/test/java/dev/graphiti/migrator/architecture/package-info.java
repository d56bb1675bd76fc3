/** What the build demands of the whole. */
@NullMarked
package dev.graphiti.migrator.architecture;

import org.jspecify.annotations.NullMarked;
