/** Tests with containers: the image of the migrator, and what runs in it. */
@NullMarked
package dev.graphiti.migrator.containers;

import org.jspecify.annotations.NullMarked;
