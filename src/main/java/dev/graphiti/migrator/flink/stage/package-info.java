/** Stages: the parts that a pipeline is made of. */
@NullMarked
package dev.graphiti.migrator.flink.stage;

import org.jspecify.annotations.NullMarked;
