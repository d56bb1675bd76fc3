/** What our own Flink operators share. Knows Flink, and nothing of the project. */
@NullMarked
package dev.graphiti.migrator.stream;

import org.jspecify.annotations.NullMarked;
