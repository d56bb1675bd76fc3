package dev.graphiti.migrator.report.html;

import static dev.graphiti.migrator.report.html.Tag.number;

import dev.graphiti.migrator.report.html.ForceLayout.Point;

/** A line with a small open head that ends before the node it points to. */
final class Arrow {
    private static final double HEAD = 6;

    private Arrow() {}

    static String between(Point from, Point to, double gap) {
        double length = Math.max(Math.hypot(to.x() - from.x(), to.y() - from.y()), 1e-6);
        double dx = (to.x() - from.x()) / length;
        double dy = (to.y() - from.y()) / length;
        double tipX = to.x() - dx * gap;
        double tipY = to.y() - dy * gap;
        double backX = tipX - dx * HEAD;
        double backY = tipY - dy * HEAD;
        return "M%s L%s M%s L%s L%s"
                .formatted(
                        pair(from.x(), from.y()),
                        pair(tipX, tipY),
                        pair(backX - dy * HEAD / 2, backY + dx * HEAD / 2),
                        pair(tipX, tipY),
                        pair(backX + dy * HEAD / 2, backY - dx * HEAD / 2));
    }

    private static String pair(double x, double y) {
        return number(x) + " " + number(y);
    }
}
