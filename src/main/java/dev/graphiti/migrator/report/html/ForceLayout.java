package dev.graphiti.migrator.report.html;

import java.util.ArrayList;
import java.util.List;

/**
 * Places the nodes of a small graph so that connected ones are near each other and none lie on each other (Fruchterman
 * and Reingold). It starts from a spiral instead of at random, so the same graph always gives the same picture.
 */
final class ForceLayout {
    private static final int ROUNDS = 420;
    private static final double GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5));
    /** Of the distance between neighbors; holds parts together that no edge does. */
    private static final double GRAVITY = 0.045;

    record Point(double x, double y) {}

    /** The index of a node and of another that it is joined to. */
    record Joint(int from, int to) {}

    private final List<Joint> joints;
    private final int[] degree;
    private final double[] x;
    private final double[] y;
    private final double[] pushX;
    private final double[] pushY;

    private ForceLayout(int nodes, List<Joint> joints) {
        this.joints = joints;
        degree = new int[nodes];
        x = new double[nodes];
        y = new double[nodes];
        pushX = new double[nodes];
        pushY = new double[nodes];
        for (Joint joint : joints) {
            degree[joint.from]++;
            degree[joint.to]++;
        }
        for (int i = 0; i < nodes; i++) {
            double radius = Math.sqrt(i + 0.5);
            x[i] = radius * Math.cos(i * GOLDEN_ANGLE);
            y[i] = radius * Math.sin(i * GOLDEN_ANGLE);
        }
    }

    /** One point for each node, spread over a field of this width and height. */
    static List<Point> of(int nodes, List<Joint> joints, Point field) {
        ForceLayout layout = new ForceLayout(nodes, joints);
        double heat = Math.sqrt(nodes);
        for (int round = 0; round < ROUNDS; round++) {
            layout.step(heat * (1 - (double) round / ROUNDS));
        }
        return layout.fitted(field);
    }

    private void step(double heat) {
        for (int i = 0; i < x.length; i++) {
            pushX[i] = -x[i] * GRAVITY * (1 + degree[i]);
            pushY[i] = -y[i] * GRAVITY * (1 + degree[i]) * 1.5;
        }
        for (int i = 0; i < x.length; i++) {
            for (int j = i + 1; j < x.length; j++) {
                repel(i, j);
            }
        }
        for (Joint joint : joints) {
            attract(joint.from, joint.to);
        }
        for (int i = 0; i < x.length; i++) {
            double length = Math.hypot(pushX[i], pushY[i]);
            if (length > 0) {
                double way = Math.min(length, heat * 0.12);
                x[i] += pushX[i] / length * way;
                y[i] += pushY[i] / length * way;
            }
        }
    }

    private void repel(int i, int j) {
        double dx = x[i] - x[j];
        double dy = y[i] - y[j];
        double square = Math.max(dx * dx + dy * dy, 1e-4);
        double force = 1 / square;
        pushX[i] += dx * force;
        pushY[i] += dy * force;
        pushX[j] -= dx * force;
        pushY[j] -= dy * force;
    }

    private void attract(int i, int j) {
        double dx = x[i] - x[j];
        double dy = y[i] - y[j];
        // A hub's edges pull less each, else its neighbors end in one heap.
        double force = Math.hypot(dx, dy) / Math.sqrt(Math.min(degree[i], degree[j]));
        pushX[i] -= dx * force;
        pushY[i] -= dy * force;
        pushX[j] += dx * force;
        pushY[j] += dy * force;
    }

    private List<Point> fitted(Point field) {
        double[] xs = range(x);
        double[] ys = range(y);
        double scaleX = field.x / Math.max(xs[1] - xs[0], 1e-6);
        double scaleY = field.y / Math.max(ys[1] - ys[0], 1e-6);
        // Stretched a little to fill the field, but not so much that near nodes seem far.
        double most = Math.min(Math.min(scaleX, scaleY) * 1.8, 170);
        double byX = Math.min(scaleX, most);
        double byY = Math.min(scaleY, most);
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < x.length; i++) {
            points.add(new Point(
                    field.x / 2 + (x[i] - (xs[0] + xs[1]) / 2) * byX,
                    field.y / 2 + (y[i] - (ys[0] + ys[1]) / 2) * byY));
        }
        return points;
    }

    private static double[] range(double[] values) {
        double least = 0;
        double most = 0;
        for (int i = 0; i < values.length; i++) {
            least = i == 0 ? values[i] : Math.min(least, values[i]);
            most = i == 0 ? values[i] : Math.max(most, values[i]);
        }
        return new double[] {least, most};
    }
}
