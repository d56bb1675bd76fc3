/** Reads JSON Lines and JSON documents from files, uncompressed or gzip, on any file system that Flink supports. */
@NullMarked
package dev.graphiti.migrator.source.json;

import org.jspecify.annotations.NullMarked;
