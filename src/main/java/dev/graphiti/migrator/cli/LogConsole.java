package dev.graphiti.migrator.cli;

import dev.graphiti.migrator.job.Console;
import dev.graphiti.migrator.job.Progress;
import dev.graphiti.migrator.job.ProgressLine;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the log, for a process whose standard output belongs to somebody else. */
final class LogConsole implements Console {
    private static final Logger LOG = LoggerFactory.getLogger(LogConsole.class);
    private static final Duration EVERY = Duration.ofSeconds(30);

    private Duration last = Duration.ZERO;

    @Override
    public void line(String text) {
        LOG.info("{}", text);
    }

    @Override
    public void progress(Progress progress) {
        if (progress.elapsed().minus(last).compareTo(EVERY) >= 0) {
            last = progress.elapsed();
            LOG.info("{}", ProgressLine.forLog(progress));
        }
    }
}
