/** Reads what lies in {@code k8s}: whether it fits together, and what a cluster would say of it. */
@NullMarked
package dev.graphiti.migrator.kubernetes;

import org.jspecify.annotations.NullMarked;
