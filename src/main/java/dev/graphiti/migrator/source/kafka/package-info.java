/** Reads messages of Kafka topics whose values are JSON records, up to now or for as long as they come. */
@NullMarked
package dev.graphiti.migrator.source.kafka;

import org.jspecify.annotations.NullMarked;
