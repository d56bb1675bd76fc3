/** What a run did: the report with its summary sentence, from the files of the run alone. */
@NullMarked
package dev.graphiti.migrator.report;

import org.jspecify.annotations.NullMarked;
