/** Which paths and rules of the configuration have met a record, so that a misspelled one is named. */
@NullMarked
package dev.graphiti.migrator.mapping.coverage;

import org.jspecify.annotations.NullMarked;
