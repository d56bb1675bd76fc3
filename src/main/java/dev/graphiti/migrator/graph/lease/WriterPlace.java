package dev.graphiti.migrator.graph.lease;

import org.apache.flink.api.common.TaskInfo;

/**
 * Which writer of a job one is: the same over all attempts.
 *
 * @param operator the same in every job of a run
 * @param name for people
 */
public record WriterPlace(String operator, String name, int subtask, int parallelism) {
    public static WriterPlace of(String operator, TaskInfo task) {
        return new WriterPlace(
                operator,
                task.getTaskNameWithSubtasks(),
                task.getIndexOfThisSubtask(),
                task.getNumberOfParallelSubtasks());
    }
}
