/** Phases of a job: work that begins when an earlier part of the job has ended, with checkpoints while it is done. */
@NullMarked
package dev.graphiti.migrator.pipeline.phase;

import org.jspecify.annotations.NullMarked;
