/** The mapping as a user writes it. */
@NullMarked
package dev.graphiti.migrator.mapping.config;

import org.jspecify.annotations.NullMarked;
