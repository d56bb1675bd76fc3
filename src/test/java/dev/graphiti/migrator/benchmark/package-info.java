/** What {@code scripts/benchmark} measures: ratios within one run, on one machine. Not part of the tests. */
@NullMarked
package dev.graphiti.migrator.benchmark;

import org.jspecify.annotations.NullMarked;
