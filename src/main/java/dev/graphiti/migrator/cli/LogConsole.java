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

    private final LineInterval interval = new LineInterval(Duration.ofSeconds(30));

    @Override
    public void line(String text) {
        LOG.info("{}", text);
    }

    @Override
    public void progress(Progress progress) {
        if (interval.isDue(progress)) {
            LOG.info("{}", ProgressLine.forLog(progress));
        }
    }
}
