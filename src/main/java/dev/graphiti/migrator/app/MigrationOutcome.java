package dev.graphiti.migrator.app;

import dev.graphiti.migrator.report.RunReport;
import dev.graphiti.migrator.report.sum.UnusedRule;
import dev.graphiti.migrator.text.Formats;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How a migration ended: its report, and whether that is within what the configuration allows. */
public record MigrationOutcome(RunReport report, String reportPath, long allowedDeadLetters) {
    /** As many as fit on a screen. */
    private static final int SHOWN = 10;

    public boolean sumHolds() {
        return report.sum().holds();
    }

    public long deadLetters() {
        return report.recordTotal().deadTotal() + report.elementTotal().deadTotal();
    }

    public boolean tooManyDeadLetters() {
        return deadLetters() > allowedDeadLetters;
    }

    private Stream<String> unused() {
        List<UnusedRule> unused = report.unused();
        int more = unused.size() - SHOWN;
        return Stream.concat(
                unused.stream().limit(SHOWN).map(UnusedRule::sentence),
                more > 0
                        ? Stream.of("%s of the mapping %s of no use either; the report names them."
                                .formatted(Formats.count(more, "part", "parts"), more == 1 ? "is" : "are"))
                        : Stream.of());
    }

    /** The sentence to trust, and where to read more. */
    public String summary() {
        String words = Stream.of(Stream.of(report.sentence()), unused(), Stream.of("Report: " + reportPath))
                .flatMap(lines -> lines)
                .collect(Collectors.joining(System.lineSeparator()));
        return tooManyDeadLetters()
                ? words
                        + System.lineSeparator()
                        + "%s %s more than the %s that run.allowed-dead-letters allows; the report shows them by reason."
                                .formatted(
                                        Formats.count(deadLetters(), "dead letter", "dead letters"),
                                        deadLetters() == 1 ? "is" : "are",
                                        Formats.count(allowedDeadLetters))
                : words;
    }
}
