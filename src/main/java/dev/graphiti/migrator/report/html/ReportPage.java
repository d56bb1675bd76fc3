package dev.graphiti.migrator.report.html;

import static dev.graphiti.migrator.report.html.Tag.tag;

import dev.graphiti.migrator.report.RunReport;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** The page of one run. It runs no script and loads nothing, and its policy forbids both. */
public final class ReportPage {
    private static final String POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
    private static final String STYLE = resource("report.css");

    private ReportPage() {}

    /** The whole page, as the text of {@code report.html}. */
    public static String of(RunReport report) {
        Markup body = tag("body")
                .of(
                        Headline.of(report),
                        tag("main")
                                .of(
                                        FlowSection.of(report),
                                        SourceTable.of(report),
                                        SumTables.of(report),
                                        ThroughputChart.of(report),
                                        GroupBars.of(report.groups()),
                                        DeadLetterSection.of(report.deadLetters()),
                                        GraphPicture.of(report.sample()),
                                        RunDetails.of(report)),
                        tag("footer")
                                .of(
                                        "Made by graphiti-migrator ",
                                        report.run().toolVersion(),
                                        " from the run's own files."));
        return "<!DOCTYPE html>\n"
                + tag("html")
                        .with("xmlns", "http://www.w3.org/1999/xhtml")
                        .with("lang", "en")
                        .of(head(report), body)
                + "\n";
    }

    private static Markup head(RunReport report) {
        return tag("head")
                .of(List.of(
                        tag("meta").with("charset", "utf-8").empty(),
                        tag("meta")
                                .with("http-equiv", "Content-Security-Policy")
                                .with("content", POLICY)
                                .empty(),
                        tag("meta")
                                .with("name", "viewport")
                                .with("content", "width=device-width, initial-scale=1")
                                .empty(),
                        tag("meta")
                                .with("name", "color-scheme")
                                .with("content", "light dark")
                                .empty(),
                        tag("title").of("Run ", report.run().runId()),
                        tag("style").of(new Markup(STYLE))));
    }

    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(ReportPage.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name + " from the program", e);
        }
    }
}
