/**
 * The command line: parses arguments, calls the verbs, prints the result, and exits. The only caller of {@code
 * System.exit}.
 */
@NullMarked
package dev.graphiti.migrator.cli;

import org.jspecify.annotations.NullMarked;
