package dev.graphiti.migrator.app;

import dev.graphiti.migrator.report.RunReport;
import dev.graphiti.migrator.text.Formats;

/** How a migration ended: its report, and whether that is within what the configuration allows. */
public record MigrationOutcome(RunReport report, String reportPath, long allowedDeadLetters) {
    public boolean sumHolds() {
        return report.sum().holds();
    }

    public long deadLetters() {
        return report.recordTotal().deadTotal() + report.elementTotal().deadTotal();
    }

    public boolean tooManyDeadLetters() {
        return deadLetters() > allowedDeadLetters;
    }

    /** The sentence to trust, and where to read more. */
    public String summary() {
        String words = report.sentence() + System.lineSeparator() + "Report: " + reportPath;
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
