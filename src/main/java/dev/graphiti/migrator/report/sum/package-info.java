/** Compares what the source holds, what was read and what was written, and checks that the sum holds. */
@NullMarked
package dev.graphiti.migrator.report.sum;

import org.jspecify.annotations.NullMarked;
