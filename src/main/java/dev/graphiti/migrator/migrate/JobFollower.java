package dev.graphiti.migrator.migrate;

import dev.graphiti.migrator.ledger.Progress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.core.execution.JobClient;

/** Shows how a job comes along until it has ended, with its own client or over the REST interface alone. */
final class JobFollower {
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    /** For a JobManager that comes back, or a busy one. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final FlinkRest rest;
    private final long sourceSize;
    private final Console console;
    private Optional<String> checkpoint = Optional.empty();

    JobFollower(FlinkRest rest, long sourceSize, Console console) {
        this.rest = rest;
        this.sourceSize = sourceSize;
        this.console = console;
    }

    /**
     * An end that is no failure.
     *
     * @param savepoint what the job was stopped with; empty when the source is exhausted
     */
    record End(Optional<String> savepoint) {}

    /** Fails as the job does. */
    End follow(JobClient job, int parallelism) throws InterruptedException, ExecutionException {
        long started = System.nanoTime();
        JobMonitor monitor = new JobMonitor(rest, sourceSize, parallelism);
        CompletableFuture<?> end = job.getJobExecutionResult();
        while (true) {
            try {
                end.get(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
                checkpoint.ifPresent(rest::isDone);
                return new End(rest.stoppedWith());
            } catch (TimeoutException e) {
                look(monitor, started);
            }
        }
    }

    /** How a job ended that another process has submitted; empty where the cluster does not know it. */
    Optional<String> follow() throws InterruptedException {
        long started = System.nanoTime();
        long heard = started;
        JobMonitor monitor = new JobMonitor(rest, sourceSize, 1);
        while (true) {
            Optional<String> state = rest.state();
            if (state.filter(JobFollower::isEnd).isPresent()) {
                return state;
            }
            if (state.isPresent()) {
                heard = System.nanoTime();
                look(monitor, started);
            } else if (heard == started || System.nanoTime() - heard > PATIENCE.toNanos()) {
                return Optional.empty();
            }
            TimeUnit.NANOSECONDS.sleep(LOOK_EVERY.toNanos());
        }
    }

    private static boolean isEnd(String state) {
        return state.equals("FINISHED") || state.equals("FAILED") || state.equals("CANCELED");
    }

    private void look(JobMonitor monitor, long started) {
        Progress progress = monitor.look(Duration.ofNanos(System.nanoTime() - started));
        console.progress(progress);
        Double done = progress.done();
        if (done != null && done >= 1 && checkpoint.map(rest::isDone).orElse(true)) {
            // The job ends with the checkpoint after its last record; no need to wait for the next regular one.
            checkpoint = rest.triggerCheckpoint();
        }
    }
}
