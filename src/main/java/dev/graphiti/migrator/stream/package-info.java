/** What our own Flink operators share. Knows Flink and the kernel. */
@NullMarked
package dev.graphiti.migrator.stream;

import org.jspecify.annotations.NullMarked;
