package dev.graphiti.migrator.job;

import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;
import java.util.Locale;
import java.util.Objects;
import org.apache.flink.util.SerializedThrowable;
import org.jspecify.annotations.Nullable;

/** Says which memory is exhausted and what to raise: of this process, or of the TaskManagers of a cluster. */
public enum OutOfMemory {
    HEAP("the Java heap is exhausted", "MIGRATOR_HEAP (2g if omitted)", "taskmanager.memory.process.size"),
    CLASSES(
            "the memory for classes is exhausted",
            "-XX:MaxMetaspaceSize in MIGRATOR_JAVA_OPTS",
            "taskmanager.memory.jvm-metaspace.size"),
    DIRECT(
            "the memory outside the heap is exhausted",
            "-XX:MaxDirectMemorySize in MIGRATOR_JAVA_OPTS, or MIGRATOR_HEAP",
            "taskmanager.memory.task.off-heap.size"),
    THREADS(
            "the system starts no more threads",
            "the limit of processes (ulimit -u, or that of the container)",
            "the limit of processes of the TaskManagers (ulimit -u, or that of the container)");

    private static final String ERROR = OutOfMemoryError.class.getName();

    private final String what;
    private final String here;
    private final String cluster;

    OutOfMemory(String what, String here, String cluster) {
        this.what = what;
        this.here = here;
        this.cluster = cluster;
    }

    /** The one that a failure comes from; null if it comes from something else. */
    static @Nullable OutOfMemory in(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            boolean sent = each instanceof SerializedThrowable one
                    && one.getOriginalErrorClassName().equals(ERROR);
            if (each instanceof OutOfMemoryError || sent) {
                return of(Objects.requireNonNullElse(each.getMessage(), ""));
            }
        }
        return null;
    }

    /** The one that a stack trace ends in, which is all that a cluster keeps of it; null if it ends in something else. */
    static @Nullable OutOfMemory in(String trace) {
        return trace.lines()
                .filter(line -> line.contains(ERROR))
                .findFirst()
                .map(OutOfMemory::of)
                .orElse(null);
    }

    private static OutOfMemory of(String message) {
        String lower = message.toLowerCase(Locale.ROOT);
        if (lower.contains("metaspace") || lower.contains("class space")) {
            return CLASSES;
        }
        if (lower.contains("native thread")) {
            return THREADS;
        }
        return lower.contains("direct") ? DIRECT : HEAP;
    }

    /** The sentence about this process for an error that was thrown in it; null if it is another error. */
    public static @Nullable MigratorException here(Throwable failure) {
        OutOfMemory kind = in(failure);
        return kind == null ? null : new MigratorException(Fault.OUT_OF_MEMORY, kind.sentence(true) + ".");
    }

    /**
     * The sentence, without its end.
     *
     * @param inThisProcess whether the job runs in the process of the command
     */
    MigratorException failure(boolean inThisProcess) {
        return new MigratorException(Fault.OUT_OF_MEMORY, sentence(inThisProcess));
    }

    private String sentence(boolean inThisProcess) {
        return "Out of memory: %s; raise %s, or lower --parallelism, write.batch-size or embedding.bundle.size"
                .formatted(what, inThisProcess ? here : cluster);
    }
}
