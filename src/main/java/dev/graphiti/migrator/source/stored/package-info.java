/** The bytes of files as text in UTF-8: compressed, in zip archives or in another charset, on any file system that Flink supports. */
@NullMarked
package dev.graphiti.migrator.source.stored;

import org.jspecify.annotations.NullMarked;
