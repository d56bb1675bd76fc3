/** Reads messages of Kafka topics whose values are JSON records, up to the current end or continuously. */
@NullMarked
package dev.graphiti.migrator.source.kafka;

import org.jspecify.annotations.NullMarked;
