package dev.graphiti.migrator.report.html;

import static dev.graphiti.migrator.report.html.Tag.number;
import static dev.graphiti.migrator.report.html.Tag.tag;

import dev.graphiti.migrator.model.ElementKind;
import dev.graphiti.migrator.report.html.ForceLayout.Point;

/** Kinds differ in shape, so that color is not the only thing that tells them apart. */
final class NodeShape {
    private NodeShape() {}

    static Tag of(String kind, Point at, double radius) {
        if (kind.equals(ElementKind.EPISODIC.graphName())) {
            return polygon(at, radius * 0.9, 45, 4);
        }
        if (kind.equals(ElementKind.SAGA.graphName())) {
            return polygon(at, radius * 1.15, 0, 4);
        }
        if (kind.equals(ElementKind.COMMUNITY.graphName())) {
            return polygon(at, radius * 1.1, 0, 6);
        }
        return tag("circle").with("cx", at.x()).with("cy", at.y()).with("r", radius);
    }

    private static Tag polygon(Point at, double radius, double turn, int corners) {
        StringBuilder points = new StringBuilder();
        for (int i = 0; i < corners; i++) {
            double angle = Math.toRadians(turn + 360.0 * i / corners);
            points.append(i == 0 ? "" : " ")
                    .append(number(at.x() + radius * 1.15 * Math.cos(angle)))
                    .append(',')
                    .append(number(at.y() + radius * 1.15 * Math.sin(angle)));
        }
        return tag("polygon").with("points", points.toString());
    }
}
