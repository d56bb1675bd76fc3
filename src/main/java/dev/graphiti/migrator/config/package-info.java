/** Reads one strict YAML into records, and writes the JSON Schema and the reference page from the same records. */
@NullMarked
package dev.graphiti.migrator.config;

import org.jspecify.annotations.NullMarked;
