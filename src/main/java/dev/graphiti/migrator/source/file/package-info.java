/** Finds the files of a source's paths, on any file system that Flink supports. */
@NullMarked
package dev.graphiti.migrator.source.file;

import org.jspecify.annotations.NullMarked;
