/** Fakes that several packages' tests share, each named by what it does. */
@NullMarked
package dev.graphiti.migrator.testing;

import org.jspecify.annotations.NullMarked;
