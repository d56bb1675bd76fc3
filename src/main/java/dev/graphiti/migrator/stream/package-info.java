/** Shared parts of the Flink operators. Depends on Flink and the kernel. */
@NullMarked
package dev.graphiti.migrator.stream;

import org.jspecify.annotations.NullMarked;
