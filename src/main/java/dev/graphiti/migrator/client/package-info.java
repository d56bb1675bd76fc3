/** HTTP for all sources and models: the port {@code HttpExchange}, the JDK's client, and its decorators. */
@NullMarked
package dev.graphiti.migrator.client;

import org.jspecify.annotations.NullMarked;
