package dev.graphiti.migrator.cli;

import dev.graphiti.migrator.job.Progress;
import java.time.Duration;

/** Decides when a line of progress is printed: once an interval, and as soon as the number of restarts changes. */
final class LineInterval {
    private final Duration interval;
    private Duration last = Duration.ZERO;
    private int restarts;

    LineInterval(Duration interval) {
        this.interval = interval;
    }

    boolean isDue(Progress progress) {
        if (progress.restarts() == restarts && progress.elapsed().minus(last).compareTo(interval) < 0) {
            return false;
        }
        last = progress.elapsed();
        restarts = progress.restarts();
        return true;
    }
}
