/** Compares graphs by hashes of their elements. */
@NullMarked
package dev.graphiti.migrator.graph.fingerprint;

import org.jspecify.annotations.NullMarked;
