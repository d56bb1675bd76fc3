/** The Flink operators that embed the texts of records. */
@NullMarked
package dev.graphiti.migrator.embedding.stage;

import org.jspecify.annotations.NullMarked;
