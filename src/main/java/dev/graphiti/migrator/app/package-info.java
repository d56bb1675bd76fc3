/** What all commands share: the configuration file, the checks before a job, the plan, and the end of a run. */
@NullMarked
package dev.graphiti.migrator.app;

import org.jspecify.annotations.NullMarked;
