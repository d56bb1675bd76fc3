/**
 * The HTTP client of all parts: the port {@code HttpExchange}, its implementation with the JDK's client, and
 * decorators.
 */
@NullMarked
package dev.graphiti.migrator.http;

import org.jspecify.annotations.NullMarked;
