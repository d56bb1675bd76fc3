/**
 * Reads a strictly validated YAML file into records, and generates the JSON Schema and the reference page from the same
 * records.
 */
@NullMarked
package dev.graphiti.migrator.config;

import org.jspecify.annotations.NullMarked;
