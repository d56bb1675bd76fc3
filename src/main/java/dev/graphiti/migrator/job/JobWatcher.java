package dev.graphiti.migrator.job;

import dev.graphiti.migrator.flink.stage.StageName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.core.execution.JobClient;

/** Shows how a job comes along until it has ended, with its own client or over the REST interface alone. */
public final class JobWatcher {
    private static final Pace PACE = new Pace(Duration.ofSeconds(1), Duration.ofSeconds(15), Duration.ofMinutes(2));

    private final FlinkRest rest;
    private final List<StageName> stages;
    private final long sourceSize;
    private final Console console;
    private final Pace pace;
    private Optional<String> checkpoint = Optional.empty();
    private long lastFailure;
    private int restarts;
    private boolean known;

    /** For a job of these stages, in the order of the flow. */
    public JobWatcher(FlinkRest rest, List<StageName> stages, long sourceSize, Console console) {
        this(rest, stages, sourceSize, console, PACE);
    }

    JobWatcher(FlinkRest rest, List<StageName> stages, long sourceSize, Console console, Pace pace) {
        this.rest = rest;
        this.stages = stages;
        this.sourceSize = sourceSize;
        this.console = console;
        this.pace = pace;
    }

    /**
     * How often it asks.
     *
     * @param first how long with a Flink that has not answered yet
     * @param patience with a JobManager that comes back, or a busy one
     */
    record Pace(Duration lookEvery, Duration first, Duration patience) {}

    /**
     * An end that is no failure.
     *
     * @param savepoint what the job was stopped with; empty when the source is exhausted
     */
    public record End(Optional<String> savepoint) {}

    /**
     * Fails as the job does.
     *
     * @param here whether the job runs in this process: then nobody can stop it but with the process, and its REST
     *     interface may be gone with it
     */
    public End follow(JobClient job, int parallelism, boolean here) throws InterruptedException, ExecutionException {
        long started = System.nanoTime();
        ProgressPoller monitor = new ProgressPoller(rest, stages, sourceSize, parallelism);
        CompletableFuture<?> end = job.getJobExecutionResult();
        while (true) {
            try {
                end.get(pace.lookEvery().toMillis(), TimeUnit.MILLISECONDS);
                checkpoint.ifPresent(rest::isDone);
                return here ? rest.end().orElse(new End(Optional.empty())) : end();
            } catch (TimeoutException e) {
                look(monitor, started);
            }
        }
    }

    /**
     * What ended the job, which has not failed. Neither an answer that does not come nor one of before the end must turn a
     * stopped run into a finished one.
     *
     * @throws JobFailure when nobody can tell
     */
    public End end() throws InterruptedException {
        Duration memory = rest.memory();
        long ended = System.nanoTime();
        while (true) {
            Duration since = Duration.ofNanos(System.nanoTime() - ended);
            Optional<End> end = rest.end();
            if (end.isPresent() && (end.get().savepoint().isPresent() || since.compareTo(memory) > 0)) {
                return end.get();
            }
            if (end.isEmpty() && since.compareTo(pace.patience()) > 0) {
                throw new JobFailure(
                        "The job has ended, but Flink no longer reports whether it was stopped; look for a"
                                + " savepoint, and resume from it or from the last checkpoint with 'migrate --savepoint'.",
                        null);
            }
            pause();
        }
    }

    /** Whether the cluster has known the job that {@link #follow()} asks for. */
    public boolean hasKnown() {
        return known;
    }

    /** How a job ended that another process has submitted; empty where the cluster does not know it, or not any more. */
    public Optional<String> follow() throws InterruptedException {
        long started = System.nanoTime();
        long heard = started;
        Duration patience = pace.first();
        ProgressPoller monitor = new ProgressPoller(rest, stages, sourceSize, 1);
        while (true) {
            Optional<String> state = rest.state();
            known |= state.isPresent();
            if (state.filter(JobWatcher::isEnd).isPresent()) {
                return state;
            }
            if (state.isPresent()) {
                heard = System.nanoTime();
                patience = pace.patience();
                look(monitor, started);
            } else if ((!known && rest.answers()) || System.nanoTime() - heard > patience.toNanos()) {
                return Optional.empty();
            }
            pause();
        }
    }

    private void pause() throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(pace.lookEvery().toNanos());
    }

    public static boolean isEnd(String state) {
        return state.equals("FINISHED") || state.equals("FAILED") || state.equals("CANCELED");
    }

    /** Each as soon as it is known: a job that is restarted again and again looks like one that only waits. */
    private void report(FlinkRest.Failure failure) {
        lastFailure = failure.at();
        restarts++;
        console.line("The job failed (%s); Flink restarts it from its last checkpoint."
                .formatted(JobFailure.why(failure.cause())));
    }

    private void look(ProgressPoller monitor, long started) {
        Progress progress = monitor.look(Duration.ofNanos(System.nanoTime() - started));
        rest.failure().filter(failure -> failure.at() > lastFailure).ifPresent(this::report);
        console.progress(progress.withRestarts(restarts));
        Double done = progress.done();
        if (done != null && done >= 1 && checkpoint.map(rest::isDone).orElse(true)) {
            // The job ends with the checkpoint after its last record; no need to wait for the next regular one.
            checkpoint = rest.triggerCheckpoint();
        }
    }
}
