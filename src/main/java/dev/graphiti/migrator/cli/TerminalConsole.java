package dev.graphiti.migrator.cli;

import dev.graphiti.migrator.job.Console;
import dev.graphiti.migrator.job.Progress;
import dev.graphiti.migrator.job.ProgressLine;
import java.io.PrintWriter;
import java.time.Duration;

/** Shows progress on one line that is redrawn, or as a plain line now and then where there is no terminal. */
final class TerminalConsole implements Console {
    private static final int DEFAULT_WIDTH = 100;

    private final PrintWriter out;
    private final boolean terminal;
    private final int width;
    private final LineInterval interval = new LineInterval(Duration.ofSeconds(5));
    private boolean drawn;

    @SuppressWarnings("SystemConsoleNull") // We run on 17, where it is null without a terminal.
    TerminalConsole(PrintWriter out) {
        this.out = out;
        this.terminal = System.console() != null && !"dumb".equals(System.getenv("TERM"));
        this.width = columns();
    }

    private static int columns() {
        String columns = System.getenv("COLUMNS");
        return columns != null && columns.matches("\\d{2,4}") ? Integer.parseInt(columns) : DEFAULT_WIDTH;
    }

    @Override
    public void line(String text) {
        clear();
        out.println(text);
        out.flush();
    }

    @Override
    public void progress(Progress progress) {
        if (terminal) {
            out.print("\r" + ProgressLine.forTerminal(progress, width) + "\033[K");
            out.flush();
            drawn = true;
        } else if (interval.isDue(progress)) {
            out.println(ProgressLine.forLog(progress));
            out.flush();
        }
    }

    private void clear() {
        if (drawn) {
            out.print("\r\033[K");
            drawn = false;
        }
    }
}
