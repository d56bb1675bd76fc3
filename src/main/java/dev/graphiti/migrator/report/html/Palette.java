package dev.graphiti.migrator.report.html;

import dev.graphiti.migrator.report.GraphSample.Node;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Gives each label one of the style sheet's colors; the rarest share the last. */
final class Palette {
    private static final int COLORS = 8;

    /** How many nodes have a label, and of which kind they are. */
    record Entry(String label, String kind, String tone, long count) {}

    private final Map<String, Entry> entries = new LinkedHashMap<>();

    Palette(List<Node> nodes) {
        Map<String, Long> counts = nodes.stream().collect(Collectors.groupingBy(Palette::label, Collectors.counting()));
        Map<String, String> kinds =
                nodes.stream().collect(Collectors.toMap(Palette::label, Node::kind, (one, other) -> one));
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .forEach(entry -> {
                    String label = entry.getKey();
                    String tone = entries.size() < COLORS ? "p" + entries.size() : "p-other";
                    entries.put(label, new Entry(label, kinds.getOrDefault(label, ""), tone, entry.getValue()));
                });
    }

    static String label(Node node) {
        return node.label().isBlank() ? node.kind() : node.label();
    }

    String tone(Node node) {
        Entry entry = entries.get(label(node));
        return entry == null ? "p-other" : entry.tone();
    }

    List<Entry> entries() {
        return List.copyOf(entries.values());
    }
}
