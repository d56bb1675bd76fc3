package dev.graphiti.migrator.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.report.html.ForceLayout.Joint;
import dev.graphiti.migrator.report.html.ForceLayout.Point;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ForceLayoutTest {
    private static final Point FIELD = new Point(900, 500);
    private static final List<Joint> TREE =
            IntStream.range(1, 60).mapToObj(i -> new Joint(i, i / 3)).toList();

    @Test
    void isTheSameEveryTime() {
        assertThat(ForceLayout.of(60, TREE, FIELD)).isEqualTo(ForceLayout.of(60, TREE, FIELD));
    }

    @Test
    void staysInItsFieldAndKeepsNodesApart() {
        List<Point> points = ForceLayout.of(60, TREE, FIELD);

        assertThat(points)
                .allMatch(point -> point.x() >= -1e-6 && point.x() <= 900 + 1e-6)
                .allMatch(point -> point.y() >= -1e-6 && point.y() <= 500 + 1e-6);
        for (int i = 0; i < points.size(); i++) {
            for (int j = 0; j < i; j++) {
                assertThat(distance(points.get(i), points.get(j))).isGreaterThan(10);
            }
        }
    }

    @Test
    void joinedNodesAreNearerThanOthers() {
        List<Point> points = ForceLayout.of(60, TREE, FIELD);
        double joined = TREE.stream()
                .mapToDouble(joint -> distance(points.get(joint.from()), points.get(joint.to())))
                .average()
                .orElseThrow();
        double all = IntStream.range(1, 60)
                .mapToDouble(i -> distance(points.get(i), points.get((i * 31 + 17) % 60)))
                .average()
                .orElseThrow();

        assertThat(joined).isLessThan(all / 2);
    }

    @Test
    void oneNodeStandsInTheMiddle() {
        assertThat(ForceLayout.of(1, List.of(), FIELD)).containsExactly(new Point(450, 250));
        assertThat(ForceLayout.of(0, List.of(), FIELD)).isEmpty();
    }

    private static double distance(Point one, Point other) {
        return Math.hypot(one.x() - other.x(), one.y() - other.y());
    }
}
