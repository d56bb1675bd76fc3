package dev.graphiti.migrator.mapping.reshape;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import net.thisptr.jackson.jq.exception.JsonQueryException;

/**
 * Runs a program once more whose calls are too deep for the stack of the task: the library calls itself for each step of a loop
 * such as {@code until}, and for each part of a path of expressions.
 */
final class DeepStack {
    private static final long BYTES = 64L << 20;

    private DeepStack() {}

    interface Work {
        List<JsonNode> run() throws JsonQueryException;
    }

    /** Runs it in a separate thread, and waits for its end. */
    static List<JsonNode> call(Work work) throws JsonQueryException {
        FutureTask<List<JsonNode>> task = new FutureTask<>(work::run);
        Thread thread = new Thread(null, task, "reshape", BYTES);
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get();
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
            throw new StoppedException(e);
        } catch (ExecutionException e) {
            throw rethrown(Objects.requireNonNull(e.getCause()));
        }
    }

    private static JsonQueryException rethrown(Throwable cause) throws JsonQueryException {
        if (cause instanceof JsonQueryException failure) {
            return failure;
        } else if (cause instanceof RuntimeException failure) {
            throw failure;
        } else if (cause instanceof StackOverflowError) {
            throw new LimitException(
                    "the program calls itself too deeply on this record; end its recursion, or use reduce or foreach");
        } else if (cause instanceof Error failure) {
            throw failure;
        }
        return new JsonQueryException(cause);
    }
}
