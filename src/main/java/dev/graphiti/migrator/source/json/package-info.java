/** Reads JSON Lines and JSON documents from files, plain or compressed, on any file system that Flink knows. */
@NullMarked
package dev.graphiti.migrator.source.json;

import org.jspecify.annotations.NullMarked;
