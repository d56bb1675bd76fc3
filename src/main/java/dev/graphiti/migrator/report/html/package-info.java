/** Draws a report as one HTML page without scripts, fonts or network access. */
@NullMarked
package dev.graphiti.migrator.report.html;

import org.jspecify.annotations.NullMarked;
