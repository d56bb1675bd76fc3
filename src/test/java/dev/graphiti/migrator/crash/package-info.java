/** Migrations on a real cluster that are disturbed in every way, and must end as if nothing had been. */
@NullMarked
package dev.graphiti.migrator.crash;

import org.jspecify.annotations.NullMarked;
