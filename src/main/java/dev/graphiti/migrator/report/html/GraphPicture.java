package dev.graphiti.migrator.report.html;

import static dev.graphiti.migrator.report.html.Tag.number;
import static dev.graphiti.migrator.report.html.Tag.tag;

import dev.graphiti.migrator.report.GraphSample;
import dev.graphiti.migrator.report.GraphSample.Edge;
import dev.graphiti.migrator.report.GraphSample.Node;
import dev.graphiti.migrator.report.html.ForceLayout.Joint;
import dev.graphiti.migrator.report.html.ForceLayout.Point;
import dev.graphiti.migrator.text.Formats;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A sample of the graph as a picture, and as text for those who do not see it. */
final class GraphPicture {
    private static final int MOST_NODES = 120;
    private static final int MOST_FACTS = 60;
    private static final int LONGEST_LABEL = 26;
    private static final int LONGEST_PREDICATE = 20;
    private static final double WIDTH = 1040;
    private static final double HEIGHT = 620;
    private static final double MARGIN = 48;

    private final List<Node> nodes;
    private final List<Edge> edges = new ArrayList<>();
    private final List<Joint> joints = new ArrayList<>();
    private final List<Point> points;
    private final Palette palette;
    private final int[] degree;
    private final LabelPlacer placer = new LabelPlacer(WIDTH, HEIGHT);

    private GraphPicture(GraphSample sample) {
        nodes = sample.nodes().subList(0, Math.min(MOST_NODES, sample.nodes().size()));
        palette = new Palette(nodes);
        Map<String, Integer> at = new HashMap<>();
        IntStream.range(0, nodes.size()).forEach(i -> at.put(nodes.get(i).id(), i));
        degree = new int[nodes.size()];
        for (Edge edge : sample.edges()) {
            Integer from = at.get(edge.from());
            Integer to = at.get(edge.to());
            if (from != null && to != null && !from.equals(to)) {
                edges.add(edge);
                joints.add(new Joint(from, to));
                degree[from]++;
                degree[to]++;
            }
        }
        points = ForceLayout.of(nodes.size(), joints, new Point(WIDTH - 2 * MARGIN, HEIGHT - 2 * MARGIN)).stream()
                .map(point -> new Point(point.x() + MARGIN, point.y() + MARGIN))
                .toList();
    }

    static Markup of(GraphSample sample) {
        if (sample.nodes().isEmpty()) {
            return Markup.NOTHING;
        }
        return tag("section").of(tag("h2").of("A sample of the graph"), new GraphPicture(sample).draw());
    }

    private Markup draw() {
        Markup picture = tag("svg", "graph")
                .with("xmlns", "http://www.w3.org/2000/svg")
                .with("viewBox", "0 0 %s %s".formatted(number(WIDTH), number(HEIGHT)))
                .with("role", "img")
                .with(
                        "aria-label",
                        "%s and %s; a text version follows"
                                .formatted(
                                        Formats.count(nodes.size(), "node", "nodes"),
                                        Formats.count(edges.size(), "edge", "edges")))
                .of(lines(), nodeShapes(), nodeLabels(), edgeLabels());
        return tag("figure")
                .of(
                        tag("figcaption").of(tag("ul", "legend").of(legend())),
                        tag("div", "scroll picture")
                                .with("role", "region")
                                .with("tabindex", "0")
                                .with("aria-label", "Picture of a sample of the graph")
                                .of(picture),
                        text());
    }

    private List<Markup> legend() {
        return palette.entries().stream()
                .map(entry -> tag("li")
                        .of(
                                tag("svg", "key")
                                        .with("xmlns", "http://www.w3.org/2000/svg")
                                        .with("viewBox", "-9 -9 18 18")
                                        .with("aria-hidden", "true")
                                        .of(NodeShape.of(entry.kind(), new Point(0, 0), 6)
                                                .with("class", "node " + entry.tone())
                                                .of()),
                                Markup.name(entry.label()),
                                " ",
                                tag("small").of(Formats.count(entry.count()))))
                .toList();
    }

    private List<Markup> lines() {
        List<Markup> lines = new ArrayList<>();
        for (int i = 0; i < edges.size(); i++) {
            Edge edge = edges.get(i);
            Joint joint = joints.get(i);
            boolean fact = !edge.fact().isBlank();
            lines.add(tag("path", fact ? "edge fact" : "edge")
                    .with("d", Arrow.between(points.get(joint.from()), points.get(joint.to()), radius(joint.to()) + 2))
                    .of(tag("title").of(edge.name(), fact ? ": " + edge.fact() : "")));
        }
        return lines;
    }

    private List<Markup> nodeShapes() {
        return IntStream.range(0, nodes.size())
                .mapToObj(i -> {
                    Node node = nodes.get(i);
                    placer.block(points.get(i), radius(i));
                    return NodeShape.of(node.kind(), points.get(i), radius(i))
                            .with("class", "node " + palette.tone(node))
                            .of(tag("title")
                                    .of("%s (%s, group %s)".formatted(node.name(), Palette.label(node), node.group())));
                })
                .toList();
    }

    private double radius(int node) {
        return 6 + Math.min(9, 2.2 * Math.sqrt(degree[node]));
    }

    /** The best connected first: they tell most about the graph. */
    private List<Markup> nodeLabels() {
        List<Markup> labels = new ArrayList<>();
        IntStream.range(0, nodes.size())
                .boxed()
                .sorted(Comparator.comparingInt((Integer i) -> -degree[i]).thenComparing(i -> i))
                .forEach(i -> {
                    String text = Formats.shortened(nodes.get(i).name().strip(), LONGEST_LABEL);
                    placer.beside(points.get(i), radius(i), text)
                            .ifPresent(spot -> labels.add(label("label", spot, text)));
                });
        return labels;
    }

    private List<Markup> edgeLabels() {
        List<Markup> labels = new ArrayList<>();
        for (int i = 0; i < edges.size(); i++) {
            if (!edges.get(i).fact().isBlank()) {
                String text = Formats.shortened(edges.get(i).name(), LONGEST_PREDICATE);
                Point from = points.get(joints.get(i).from());
                Point to = points.get(joints.get(i).to());
                placer.on(new Point((from.x() + to.x()) / 2, (from.y() + to.y()) / 2), text)
                        .ifPresent(spot -> labels.add(label("predicate", spot, text)));
            }
        }
        return labels;
    }

    private static Markup label(String cssClass, LabelPlacer.Spot spot, String text) {
        return tag("text", cssClass).with("x", spot.x()).with("y", spot.y()).of(text);
    }

    private Markup text() {
        List<Markup> items = new ArrayList<>();
        for (int i = 0; i < Math.min(MOST_FACTS, edges.size()); i++) {
            Edge edge = edges.get(i);
            items.add(tag("li")
                    .of(
                            Markup.name(nodes.get(joints.get(i).from()).name()),
                            " ",
                            tag("code").of(Formats.shortened(edge.name(), 80)),
                            " ",
                            Markup.name(nodes.get(joints.get(i).to()).name()),
                            edge.fact().isBlank()
                                    ? ""
                                    : tag("small").of(Tag.bdi().of(" " + Formats.shortened(edge.fact(), 300)))));
        }
        int more = edges.size() - items.size();
        return tag("details")
                .of(
                        tag("summary").of("As text"),
                        tag("ul", "text").of(items),
                        more > 0 ? tag("p", "note").of("and ", Formats.count(more, "more edge", "more edges")) : "");
    }
}
