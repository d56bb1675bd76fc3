package dev.graphiti.migrator.testing;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import dev.graphiti.migrator.source.SourceRecord;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.checkpoint.CheckpointException;
import org.apache.flink.runtime.checkpoint.CheckpointFailureReason;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.ExceptionUtils;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Jobs that read, of which one goes on where another was stopped; in a test, what all of them have read is known. */
public final class RememberingJobs implements BeforeEachCallback {
    /** One for the whole process, since a job's operators are copies. */
    private static final Queue<String> SEEN = new ConcurrentLinkedQueue<>();

    private static volatile boolean stopping;

    private final ReadingCluster cluster;

    public RememberingJobs(ReadingCluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        SEEN.clear();
        stopping = false;
    }

    public JobClient start(StreamExecutionEnvironment env, Source<SourceRecord, ?, ?> source, Naming naming)
            throws Exception {
        stopping = false;
        ReadingCluster.records(env, source)
                .map(new Remembering(naming))
                .uid("map")
                .sinkTo(new DiscardingSink<>())
                .uid("end");
        return env.executeAsync();
    }

    /** What the environment's job goes on from. */
    public static StreamExecutionEnvironment resuming(StreamExecutionEnvironment env, String savepoint) {
        Configuration resume = new Configuration();
        resume.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
        env.configure(resume);
        return env;
    }

    /**
     * Stops a job with a savepoint, of which this is the path; what waits at the gate continues after the savepoint. Flink
     * refuses the savepoint if it meets a subtask just as that ends; the job continues then, and is asked again.
     */
    public String stop(JobClient job, Path folder) throws Exception {
        cluster.awaitRunning(job);
        stopping = true;
        Instant deadline = Instant.now().plus(ReadingCluster.PATIENCE);
        while (true) {
            try {
                return within(
                        job.stopWithSavepoint(false, folder.toUri().toString(), SavepointFormatType.CANONICAL),
                        "the job has not stopped with a savepoint");
            } catch (ExecutionException e) {
                if (Instant.now().isAfter(deadline) || !isRefusedByOneThatEnds(e)) {
                    throw e;
                }
            }
        }
    }

    private static boolean isRefusedByOneThatEnds(ExecutionException failure) {
        return ExceptionUtils.findThrowable(failure, CheckpointException.class)
                .filter(refused -> refused.getCheckpointFailureReason()
                        == CheckpointFailureReason.CHECKPOINT_DECLINED_TASK_CLOSING)
                .isPresent();
    }

    public static void awaitEnd(JobClient job) throws Exception {
        within(job.getJobExecutionResult(), "the job has not ended");
    }

    private static <T> T within(CompletableFuture<T> result, String otherwise) throws Exception {
        try {
            return result.get(ReadingCluster.PATIENCE.toSeconds(), SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError(
                    "%s within %s; %d records were read".formatted(otherwise, ReadingCluster.PATIENCE, SEEN.size()), e);
        }
    }

    public void awaitSeen(int count) {
        await(count + " records to be read").atMost(ReadingCluster.PATIENCE).until(() -> SEEN.size() >= count);
    }

    /** Sorted, since a comparison in any order would take the square of the time. */
    public List<String> seen() {
        return SEEN.stream().sorted().toList();
    }

    /** Opens the gate when the savepoint has gone by, so that closing the reader need not wait for it. */
    private static final class Remembering extends RichMapFunction<SourceRecord, String>
            implements CheckpointedFunction {
        private final Naming naming;

        private Remembering(Naming naming) {
            this.naming = naming;
        }

        @Override
        public String map(SourceRecord record) {
            String name = naming.apply(record);
            SEEN.add(name);
            return name;
        }

        @Override
        public void snapshotState(FunctionSnapshotContext context) {
            if (stopping) {
                Gate.open();
            }
        }

        @Override
        public void initializeState(FunctionInitializationContext context) {
            // It remembers for the test only.
        }
    }
}
