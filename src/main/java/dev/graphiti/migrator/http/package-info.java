/** One way to speak HTTP for all who must: the port {@code HttpExchange}, the JDK's client below it, and its decorators. */
@NullMarked
package dev.graphiti.migrator.http;

import org.jspecify.annotations.NullMarked;
