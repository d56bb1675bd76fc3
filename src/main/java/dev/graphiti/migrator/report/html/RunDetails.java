package dev.graphiti.migrator.report.html;

import static dev.graphiti.migrator.report.html.Tag.tag;

import dev.graphiti.migrator.report.RunReport;
import dev.graphiti.migrator.report.sum.ReasonCount;
import dev.graphiti.migrator.run.RunInfo;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** From where to where, when, as what job, and with which configuration. */
final class RunDetails {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "d MMMM uuuu, HH:mm:ss 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private RunDetails() {}

    static Markup of(RunReport report) {
        RunInfo run = report.run();
        return tag("section")
                .of(
                        tag("h2").of("The run"),
                        tag("dl", "facts")
                                .of(
                                        fact("Source", run.source()),
                                        fact("Target", run.target()),
                                        fact("Started", time(run.startedAt())),
                                        fact("Ended", time(run.finishedAt())),
                                        fact("State", run.state().words()),
                                        fact("Version", run.toolVersion()),
                                        fact(
                                                "Batches sent again",
                                                report.retries().isEmpty()
                                                        ? "none"
                                                        : ReasonCount.words(report.retries())),
                                        fact(
                                                run.jobIds().size() == 1 ? "Flink job" : "Flink jobs",
                                                String.join(", ", run.jobIds())),
                                        fact("Configuration", run.configHash())),
                        tag("details")
                                .of(
                                        tag("summary").of("Configuration, without its secrets"),
                                        tag("pre").of(run.config())));
    }

    private static List<Markup> fact(String name, String value) {
        return List.of(tag("dt").of(name), tag("dd").of(Tag.bdi().of(value.isEmpty() ? "not known" : value)));
    }

    private static String time(@Nullable Instant time) {
        return time == null ? "" : TIME.format(time);
    }
}
