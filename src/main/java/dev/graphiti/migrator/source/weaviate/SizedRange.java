package dev.graphiti.migrator.source.weaviate;

/** @param size about how many objects it holds */
record SizedRange(UuidRange range, long size) {}
