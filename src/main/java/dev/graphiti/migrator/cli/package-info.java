/** The command line: parses, calls, words the result, and exits. The only caller of {@code System.exit}. */
@NullMarked
package dev.graphiti.migrator.cli;

import org.jspecify.annotations.NullMarked;
