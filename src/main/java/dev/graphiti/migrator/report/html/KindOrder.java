package dev.graphiti.migrator.report.html;

import dev.graphiti.migrator.model.ElementKind;
import java.util.Arrays;
import java.util.List;

/** The order in which kinds are written is also the one in which they are shown. */
final class KindOrder {
    private static final List<String> NAMES =
            Arrays.stream(ElementKind.values()).map(ElementKind::graphName).toList();

    private KindOrder() {}

    static int of(String kind) {
        int at = NAMES.indexOf(kind);
        return at < 0 ? NAMES.size() : at;
    }
}
