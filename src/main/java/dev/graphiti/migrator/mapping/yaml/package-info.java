/** Maps records by the rules of the configuration file. */
@NullMarked
package dev.graphiti.migrator.mapping.yaml;

import org.jspecify.annotations.NullMarked;
