/** Outbound calls: the port {@code Exchange}, HTTP by the JDK's client, and what an answer means. */
@NullMarked
package dev.graphiti.migrator.client;

import org.jspecify.annotations.NullMarked;
