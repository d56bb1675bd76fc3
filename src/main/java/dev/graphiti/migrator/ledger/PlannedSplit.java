package dev.graphiti.migrator.ledger;

/**
 * A row of {@code plan.jsonl}: one split of the plan that a run keeps over all its starts.
 *
 * @param id names it in messages and counts; unique in the plan
 * @param collection what its records belong to
 * @param spec what the source needs to open it, in the source's own notation
 * @param size how much there is to read, in what the source counts in; 0 where it is not known
 */
public record PlannedSplit(String id, String collection, String spec, long size) {}
