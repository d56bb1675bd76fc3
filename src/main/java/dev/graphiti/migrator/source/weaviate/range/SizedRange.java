package dev.graphiti.migrator.source.weaviate.range;

/**
 * A range of ids and an estimate of its size.
 *
 * @param size about how many objects it holds
 */
public record SizedRange(UuidRange range, long size) {}
