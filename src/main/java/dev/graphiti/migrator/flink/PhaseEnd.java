package dev.graphiti.migrator.flink;

/**
 * One subtask of a phase has done its work.
 *
 * @param subtasks how many the phase has
 */
public record PhaseEnd(int subtask, int subtasks) {}
