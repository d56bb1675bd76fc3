/** The command {@code migrate}: chooses the run, starts its job and waits for its end. */
@NullMarked
package dev.graphiti.migrator.migrate;

import org.jspecify.annotations.NullMarked;
