/** Finds the files that a source's paths name, on any file system that Flink knows. */
@NullMarked
package dev.graphiti.migrator.source.file;

import org.jspecify.annotations.NullMarked;
