package dev.graphiti.migrator.crash;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Locale;

/**
 * How long a job took to come back from the loss of a TaskManager, in seconds after it was killed.
 *
 * @param noticed until the JobManager knew
 * @param running until the job was running again
 * @param writing until there was more in the graph than before
 */
record Recovery(double noticed, double running, double writing) {
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final Duration OFTEN = Duration.ofMillis(20);

    static Recovery ofKilling(int taskManager, RealCluster cluster, ClusterRun run) {
        long killed = System.nanoTime();
        cluster.killTaskManager(taskManager);
        run.isInterrupted();
        double noticed = since(killed);
        run.runsAgain();
        double running = since(killed);
        // Only now: until then, what is left of the job may still have written.
        long before = run.elements();
        await().atMost(LONGEST).pollInterval(OFTEN).until(() -> run.elements() > before);
        return new Recovery(noticed, running, since(killed));
    }

    private static double since(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "noticed after %.1f s, running again after %.1f s, first new record written after %.1f s",
                noticed,
                running,
                writing);
    }
}
