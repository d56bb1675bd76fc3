/** Servers with OpenAI's API: address, key, and the meaning of their statuses. */
@NullMarked
package dev.graphiti.migrator.openai;

import org.jspecify.annotations.NullMarked;
