package dev.graphiti.migrator.crash;

import dev.graphiti.migrator.testing.Neo4jServer;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;

/**
 * All that a run has left: every element of the graph with its labels, ends, properties and vector, every row of the
 * ledger, every dead letter, and what the report counts. One line of text for each, by a key that does not depend on the
 * run; moments that are the run's start are told as that.
 */
record Fingerprint(SortedMap<String, String> lines) {
    /** In what two runs of the same data need not agree. */
    enum Leeway {
        /** Vectors are compared by their size alone. */
        VECTORS
    }

    static Fingerprint of(Neo4jServer graph, Path run, Set<Leeway> leeway) {
        FingerprintReader reader = FingerprintReader.of(run, leeway);
        reader.readGraph(graph);
        reader.readFiles(run);
        return new Fingerprint(reader.lines());
    }

    /** The first line, in the order of the keys, that is not the same in both. */
    Optional<String> firstDifference(Fingerprint expected) {
        TreeSet<String> keys = new TreeSet<>(lines.keySet());
        keys.addAll(expected.lines.keySet());
        return keys.stream()
                .filter(key -> !Objects.equals(lines.get(key), expected.lines.get(key)))
                .findFirst()
                .map(key -> "%s%n  is       %s%n  expected %s"
                        .formatted(
                                key,
                                lines.getOrDefault(key, "not there"),
                                expected.lines.getOrDefault(key, "not there")));
    }

    /** How many lines are of this sort: {@code node}, {@code edge}, {@code ledger}, {@code dead letter}. */
    long count(String sort) {
        return lines.keySet().stream().filter(key -> key.startsWith(sort + " ")).count();
    }

    /** How many lines of this sort say this. */
    long count(String sort, String what) {
        return lines.entrySet().stream()
                .filter(line ->
                        line.getKey().startsWith(sort + " ") && line.getValue().startsWith(what))
                .count();
    }
}
