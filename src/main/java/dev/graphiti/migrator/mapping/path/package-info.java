/** Paths and templates, and how a value of a record becomes text. */
@NullMarked
package dev.graphiti.migrator.mapping.path;

import org.jspecify.annotations.NullMarked;
