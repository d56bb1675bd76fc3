/** The layers of every outbound client, which {@code OutboundClient} stacks. */
@NullMarked
package dev.graphiti.migrator.client.stack;

import org.jspecify.annotations.NullMarked;
