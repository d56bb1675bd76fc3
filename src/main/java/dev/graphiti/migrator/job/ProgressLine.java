package dev.graphiti.migrator.job;

import dev.graphiti.migrator.text.Formats;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Words a moment of a run: for a terminal one line that is drawn over the last, else lines that follow each other. */
public final class ProgressLine {
    private static final String GAP = "  ";
    private static final int BAR = 24;

    /** One part of the line; the higher its rank, the sooner it goes when the terminal is narrow. */
    private record Part(int rank, String text) {}

    private ProgressLine() {}

    /** One line of at most {@code width} characters, without an end of line; ASCII only, so each is one column wide. */
    public static String forTerminal(Progress progress, int width) {
        List<Part> parts = parts(progress);
        String line = join(parts);
        while (line.length() > width && parts.size() > 1) {
            parts.remove(lastToStay(parts));
            line = join(parts);
        }
        return line.length() <= width ? line : line.substring(0, Math.max(0, width));
    }

    /** One line for a log, with everything. */
    public static String forLog(Progress progress) {
        List<String> words = new ArrayList<>();
        Double done = progress.done();
        if (done != null) {
            words.add(Formats.percent(done));
        }
        words.add(records(progress));
        Progress.Phase phase = progress.phase();
        if (phase != null) {
            words.add(worded(phase));
        }
        words.add(Formats.count(progress.written(), "element", "elements") + " written");
        words.add("%s records/s now, %s on average".formatted(rate(progress.rateNow()), rate(progress.rateAverage())));
        words.add("elapsed " + Formats.duration(whole(progress.elapsed())));
        Duration remaining = progress.remaining();
        if (remaining != null) {
            words.add("ETA " + Formats.duration(whole(remaining)));
        }
        words.add("limited by: " + progress.limitedBy());
        words.add(Formats.count(progress.deadLetters(), "dead letter", "dead letters"));
        words.add(Formats.count(progress.retries(), "retry", "retries"));
        if (progress.restarts() > 0) {
            words.add(Formats.count(progress.restarts(), "restart", "restarts"));
        }
        return String.join(", ", words);
    }

    private static List<Part> parts(Progress progress) {
        List<Part> parts = new ArrayList<>();
        Double done = progress.done();
        if (done != null) {
            parts.add(new Part(7, bar(done)));
            parts.add(new Part(0, "%5s".formatted(Formats.percent(done))));
        }
        parts.add(new Part(1, records(progress)));
        Progress.Phase phase = progress.phase();
        if (phase != null) {
            parts.add(new Part(1, worded(phase)));
        }
        parts.add(new Part(2, "%s/s".formatted(rate(progress.rateNow()))));
        parts.add(new Part(8, "(avg %s/s)".formatted(rate(progress.rateAverage()))));
        Duration remaining = progress.remaining();
        parts.add(
                remaining == null
                        ? new Part(6, Formats.duration(whole(progress.elapsed())))
                        : new Part(3, "ETA " + Formats.duration(whole(remaining))));
        parts.add(new Part(5, "limit: " + progress.limitedBy()));
        if (progress.restarts() > 0) {
            parts.add(new Part(2, Formats.count(progress.restarts(), "restart", "restarts")));
        }
        if (progress.deadLetters() > 0) {
            parts.add(new Part(4, Formats.count(progress.deadLetters()) + " dead"));
        }
        if (progress.retries() > 0) {
            parts.add(new Part(9, Formats.count(progress.retries(), "retry", "retries")));
        }
        return parts;
    }

    private static String records(Progress progress) {
        return progress.total() == null
                ? Formats.count(progress.read(), "record", "records")
                : "%s of %s records".formatted(Formats.count(progress.read()), Formats.count(progress.total()));
    }

    private static String worded(Progress.Phase phase) {
        return "%s %s".formatted(phase.name(), Formats.percent(phase.done()));
    }

    private static String bar(double done) {
        int full = (int) (done * BAR);
        String head = full == BAR ? "" : ">";
        return "[" + "=".repeat(full) + head + " ".repeat(BAR - full - head.length()) + "]";
    }

    private static String rate(double perSecond) {
        return perSecond >= 10 ? Formats.count(Math.round(perSecond)) : Formats.compact(perSecond);
    }

    private static Duration whole(Duration duration) {
        return Duration.ofSeconds(duration.toSeconds());
    }

    private static int lastToStay(List<Part> parts) {
        int at = 0;
        for (int i = 1; i < parts.size(); i++) {
            if (parts.get(i).rank > parts.get(at).rank) {
                at = i;
            }
        }
        return at;
    }

    private static String join(List<Part> parts) {
        return String.join(GAP, parts.stream().map(Part::text).toList());
    }
}
