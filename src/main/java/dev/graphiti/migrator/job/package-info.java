/** The Flink job from the outside: cluster, REST API, progress and failures. Knows nothing of records. */
@NullMarked
package dev.graphiti.migrator.job;

import org.jspecify.annotations.NullMarked;
