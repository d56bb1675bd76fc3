/** Rules for the project as a whole: layers and published texts. */
@NullMarked
package dev.graphiti.migrator.architecture;

import org.jspecify.annotations.NullMarked;
