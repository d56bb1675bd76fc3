package dev.graphiti.migrator.report.html;

import static dev.graphiti.migrator.report.html.Tag.number;
import static dev.graphiti.migrator.report.html.Tag.tag;

import dev.graphiti.migrator.report.RunReport;
import dev.graphiti.migrator.report.Throughput;
import dev.graphiti.migrator.report.Throughput.Bucket;
import dev.graphiti.migrator.text.Formats;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/** Elements written and records read over time. The plot stretches with the page, its labels do not. */
final class ThroughputChart {
    private static final int TABLE_ROWS = 12;
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY_AND_CLOCK =
            DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    private static final long DAY = 86_400;
    private static final double WIDTH = 1000;
    private static final double HEIGHT = 200;

    private final Throughput throughput;
    private final List<Bucket> buckets;
    private final Ticks vertical;

    private ThroughputChart(Throughput throughput) {
        this.throughput = throughput;
        buckets = throughput.buckets();
        vertical = Ticks.ofNumbers(Math.max(throughput.peakWritten(), throughput.peakRead()));
    }

    static Markup of(RunReport report) {
        Throughput throughput = report.throughput();
        if (throughput.buckets().isEmpty()) {
            return Markup.NOTHING;
        }
        return tag("section").of(tag("h2").of("Throughput"), new ThroughputChart(throughput).draw());
    }

    private Markup draw() {
        Markup plot = tag("svg")
                .with("xmlns", "http://www.w3.org/2000/svg")
                .with("viewBox", "0 0 %s %s".formatted(number(WIDTH), number(HEIGHT)))
                .with("preserveAspectRatio", "none")
                .with("role", "img")
                .with("aria-label", summary())
                .of(
                        vertical.values().stream().map(this::gridLine).toList(),
                        tag("path", "area written").with("d", area()).empty(),
                        tag("path", "line written")
                                .with("d", line(Bucket::written))
                                .empty(),
                        tag("path", "line read").with("d", line(Bucket::read)).empty());
        return tag("figure", "throughput")
                .of(
                        tag("figcaption").of(legend()),
                        tag("div", "plot").of(plot, verticalLabels(), horizontalLabels()),
                        tag("p", "note").of(summary()),
                        table());
    }

    private Markup legend() {
        return Markup.of(
                tag("span", "series").of(tag("i", "swatch written").of(), "elements written per second"),
                tag("span", "series").of(tag("i", "swatch read").of(), "records read per second"));
    }

    private String summary() {
        Bucket last = buckets.get(buckets.size() - 1);
        return "From %s to %s UTC, in steps of %s: at most %s elements written and %s records read per second."
                .formatted(
                        clock(buckets.get(0).start()),
                        clock(last.start() + throughput.bucketSeconds()),
                        Formats.duration(Duration.ofSeconds(throughput.bucketSeconds())),
                        Formats.compact(throughput.peakWritten()),
                        Formats.compact(throughput.peakRead()));
    }

    private Markup gridLine(double value) {
        return tag("line", "grid")
                .with("x1", 0)
                .with("x2", WIDTH)
                .with("y1", y(value))
                .with("y2", y(value))
                .empty();
    }

    private double y(double value) {
        return HEIGHT - value / vertical.top() * HEIGHT;
    }

    private double x(int bucket) {
        return (bucket + 0.5) * WIDTH / buckets.size();
    }

    private String line(ToLongFunction<Bucket> count) {
        StringBuilder path = new StringBuilder();
        path.append("M0 ").append(height(count, 0));
        for (int i = 0; i < buckets.size(); i++) {
            path.append(" L").append(number(x(i))).append(' ').append(height(count, i));
        }
        return path.append(" L")
                .append(number(WIDTH))
                .append(' ')
                .append(height(count, buckets.size() - 1))
                .toString();
    }

    private String height(ToLongFunction<Bucket> count, int bucket) {
        return number(y(throughput.perSecond(count.applyAsLong(buckets.get(bucket)))));
    }

    private String area() {
        return line(Bucket::written) + " V%s H0 Z".formatted(number(HEIGHT));
    }

    private List<Markup> verticalLabels() {
        return vertical.values().stream()
                .map(value -> tag("span", "y")
                        .with("style", "bottom:%s%%".formatted(number(100 * value / vertical.top())))
                        .of(Formats.compact(value)))
                .toList();
    }

    private List<Markup> horizontalLabels() {
        double span = (double) buckets.size() * throughput.bucketSeconds();
        List<Markup> labels = new ArrayList<>();
        for (double second : Ticks.ofSeconds(span).values()) {
            labels.add(tag("span", "x")
                    .with("style", "left:%s%%".formatted(number(100 * second / span)))
                    .of(
                            second == 0
                                    ? clock(buckets.get(0).start())
                                    : "+" + Formats.duration(Duration.ofSeconds((long) second))));
        }
        return labels;
    }

    private Markup table() {
        int each = (buckets.size() + TABLE_ROWS - 1) / TABLE_ROWS;
        List<Markup> rows = new ArrayList<>();
        for (int i = 0; i < buckets.size(); i += each) {
            List<Bucket> some = buckets.subList(i, Math.min(buckets.size(), i + each));
            double seconds = (double) some.size() * throughput.bucketSeconds();
            rows.add(tag("tr")
                    .of(
                            tag("th").with("scope", "row").of(clock(some.get(0).start())),
                            tag("td")
                                    .of(Formats.compact(some.stream()
                                                    .mapToLong(Bucket::written)
                                                    .sum()
                                            / seconds)),
                            tag("td")
                                    .of(Formats.compact(some.stream()
                                                    .mapToLong(Bucket::read)
                                                    .sum()
                                            / seconds))));
        }
        Markup head = tag("tr")
                .of(List.of("from (UTC)", "elements written per second", "records read per second").stream()
                        .map(column -> tag("th").with("scope", "col").of(column))
                        .toList());
        return tag("details")
                .of(
                        tag("summary").of("As numbers"),
                        tag("table").of(tag("thead").of(head), tag("tbody").of(rows)));
    }

    private String clock(long epochSecond) {
        boolean days = buckets.size() * throughput.bucketSeconds() > DAY;
        return (days ? DAY_AND_CLOCK : CLOCK).format(Instant.ofEpochSecond(epochSecond));
    }
}
