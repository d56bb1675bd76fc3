package dev.graphiti.migrator.report.html;

import dev.graphiti.migrator.report.html.ForceLayout.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds a free place for each label; one for which there is none is left out rather than drawn over another. */
final class LabelPlacer {
    static final double SIZE = 13;
    private static final double PAD = 2;

    /** The middle of a text, on its base line. */
    record Spot(double x, double y) {}

    private record Box(double left, double top, double right, double bottom) {
        boolean meets(Box other) {
            return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
        }
    }

    private final Box field;
    private final List<Box> taken = new ArrayList<>();

    LabelPlacer(double width, double height) {
        field = new Box(0, 0, width, height);
    }

    /** Nothing may be written over this disk. */
    void block(Point center, double radius) {
        taken.add(new Box(center.x() - radius, center.y() - radius, center.x() + radius, center.y() + radius));
    }

    /** Below, above, right or left of a disk, in this order of liking. */
    Optional<Spot> beside(Point center, double radius, String text) {
        double width = width(text);
        double side = radius + 4 + width / 2;
        double middle = center.y() + SIZE * 0.35;
        return place(
                width,
                List.of(
                        new Spot(center.x(), center.y() + radius + SIZE + 1),
                        new Spot(center.x(), center.y() - radius - 5),
                        new Spot(center.x() + side, middle),
                        new Spot(center.x() - side, middle)));
    }

    /** On a point. */
    Optional<Spot> on(Point center, String text) {
        return place(width(text), List.of(new Spot(center.x(), center.y() + SIZE * 0.35)));
    }

    private Optional<Spot> place(double width, List<Spot> spots) {
        for (Spot spot : spots) {
            Box box = new Box(spot.x - width / 2 - PAD, spot.y - SIZE, spot.x + width / 2 + PAD, spot.y + SIZE * 0.3);
            boolean inside = box.left >= field.left
                    && box.top >= field.top
                    && box.right <= field.right
                    && box.bottom <= field.bottom;
            if (inside && taken.stream().noneMatch(box::meets)) {
                taken.add(box);
                return Optional.of(spot);
            }
        }
        return Optional.empty();
    }

    /** About how wide a text is drawn: an ideograph is as wide as it is high, a letter about half. */
    private static double width(String text) {
        return text.codePoints()
                .mapToDouble(c -> SIZE * (c >= 0x1100 ? 1 : 0.56))
                .sum();
    }
}
