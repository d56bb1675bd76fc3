package dev.graphiti.migrator.source.bolt;

import java.util.function.Function;
import org.neo4j.driver.Record;

/**
 * A question for how much there is.
 *
 * @param cypher a statement that gives few rows, each with a {@code count}
 * @param collection what the records of a row belong to
 */
public record Counting(String cypher, Function<Record, String> collection) {}
