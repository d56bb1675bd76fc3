/** The verb that migrates records into the graph: its configuration, its topology, and its run from start to report. */
@NullMarked
package dev.graphiti.migrator.migrate;

import org.jspecify.annotations.NullMarked;
