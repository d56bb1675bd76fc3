package dev.graphiti.migrator.report.html;

import static dev.graphiti.migrator.report.html.Tag.number;
import static dev.graphiti.migrator.report.html.Tag.tag;

import dev.graphiti.migrator.report.html.Flow.Band;
import dev.graphiti.migrator.report.html.Flow.Link;
import dev.graphiti.migrator.text.Formats;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Draws a {@link Flow} as ribbons. Its height is fixed and its width is not, so labels stay legible on any screen. */
final class FlowChart {
    private static final double RIBBONS = 190;
    private static final double THINNEST = 1;
    private static final double LABEL = 24;
    private static final double GAP = 6;

    /** Where a band stands: its slot has room for the label, its bar only for what flows. */
    private record Place(double top, double slot, double bar, long count) {
        double barTop() {
            return top + (slot - bar) / 2;
        }
    }

    private final List<Link> links;
    private final double scale;
    private final long total;
    private final Map<Band, Place> left;
    private final Map<Band, Place> right;
    private final double height;

    private FlowChart(Flow flow, List<Band> rightOrder) {
        links = flow.links(rightOrder);
        total = flow.total();
        scale = RIBBONS / Math.max(1, total);
        Map<Band, Place> leftPlaces = places(flow.left(), true);
        Map<Band, Place> rightPlaces = places(rightOrder, false);
        height = Math.max(bottom(leftPlaces), bottom(rightPlaces));
        left = centered(leftPlaces);
        right = centered(rightPlaces);
    }

    static Markup of(String title, Flow flow, List<Band> rightOrder) {
        return new FlowChart(flow, rightOrder).draw(title);
    }

    private Map<Band, Place> places(List<Band> bands, boolean from) {
        Map<Band, Place> places = new LinkedHashMap<>();
        double top = 0;
        for (Band band : bands) {
            List<Link> own = links.stream()
                    .filter(link -> band.equals(from ? link.from() : link.to()))
                    .toList();
            if (!own.isEmpty()) {
                double bar = own.stream().mapToDouble(this::thickness).sum();
                double slot = Math.max(bar, LABEL);
                places.put(
                        band,
                        new Place(
                                top,
                                slot,
                                bar,
                                own.stream().mapToLong(Link::count).sum()));
                top += slot + GAP;
            }
        }
        return places;
    }

    private double thickness(Link link) {
        return Math.max(THINNEST, link.count() * scale);
    }

    private static double bottom(Map<Band, Place> places) {
        return places.values().stream()
                .mapToDouble(place -> place.top + place.slot)
                .max()
                .orElse(0);
    }

    private Map<Band, Place> centered(Map<Band, Place> places) {
        double shift = (height - bottom(places)) / 2;
        Map<Band, Place> moved = new LinkedHashMap<>();
        places.forEach(
                (band, place) -> moved.put(band, new Place(place.top + shift, place.slot, place.bar, place.count)));
        return moved;
    }

    private Markup draw(String title) {
        Markup ribbons = tag("svg")
                .with("xmlns", "http://www.w3.org/2000/svg")
                .with("viewBox", "0 0 100 " + number(height))
                .with("preserveAspectRatio", "none")
                .with("role", "img")
                .with("aria-label", title + "; the numbers are in the tables below")
                .of(ribbons());
        return tag("figure", "flow")
                .of(
                        tag("figcaption").of(title),
                        tag("div", "bands")
                                .with("style", "height:" + number(height) + "px")
                                .of(
                                        tag("div", "ends left").of(labels(left)),
                                        ribbons,
                                        tag("div", "ends right").of(labels(right))));
    }

    private List<Markup> ribbons() {
        Map<Band, Double> usedLeft = new LinkedHashMap<>();
        Map<Band, Double> usedRight = new LinkedHashMap<>();
        List<Markup> paths = new ArrayList<>();
        for (Link link : links) {
            double width = thickness(link);
            double from = start(left, link.from(), usedLeft, width);
            double to = start(right, link.to(), usedRight, width);
            paths.add(tag("path", "ribbon " + link.to().tone())
                    .with("d", ribbon(from, to, width))
                    .of(tag("title")
                            .of(link.from().name(), " → ", link.to().name(), ": ", Formats.count(link.count()))));
        }
        return paths;
    }

    private static double start(Map<Band, Place> places, Band band, Map<Band, Double> used, double width) {
        Place place = places.get(band);
        double before = used.getOrDefault(band, 0.0);
        used.put(band, before + width);
        return (place == null ? 0 : place.barTop()) + before;
    }

    private static String ribbon(double from, double to, double width) {
        return "M0 %s C50 %s 50 %s 100 %s V%s C50 %s 50 %s 0 %s Z"
                .formatted(
                        number(from),
                        number(from),
                        number(to),
                        number(to),
                        number(to + width),
                        number(to + width),
                        number(from + width),
                        number(from + width));
    }

    private List<Markup> labels(Map<Band, Place> places) {
        List<Markup> labels = new ArrayList<>();
        places.forEach((band, place) -> {
            labels.add(tag("i", "bar " + band.tone())
                    .with("style", "top:%spx;height:%spx".formatted(number(place.barTop()), number(place.bar)))
                    .of());
            labels.add(tag("div", "end")
                    .with("title", band.name())
                    .with("style", "top:%spx".formatted(number(place.top + place.slot / 2)))
                    .of(
                            tag("span", "what").of(Markup.name(band.name())),
                            " ",
                            tag("b").of(Formats.count(place.count)),
                            " ",
                            tag("small").of(Formats.percent((double) place.count / Math.max(1, total)))));
        });
        return labels;
    }
}
