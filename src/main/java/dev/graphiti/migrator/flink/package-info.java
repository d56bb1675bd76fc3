/** What all Flink operators share. Knows Flink and the kernel. */
@NullMarked
package dev.graphiti.migrator.flink;

import org.jspecify.annotations.NullMarked;
