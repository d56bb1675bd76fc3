package dev.graphiti.migrator.graph.fingerprint;

import dev.graphiti.migrator.graph.read.ElementSplit;
import dev.graphiti.migrator.graph.read.GraphReader;
import dev.graphiti.migrator.graph.read.SplitReader;
import dev.graphiti.migrator.graph.read.StoredElement;

/** Reads a graph and makes its fingerprint. */
public final class GraphFingerprint {
    private GraphFingerprint() {}

    /** With buckets for the groups that are the largest now. */
    public static Fingerprint of(GraphReader reader) {
        return of(reader, Folding.of(reader.largestGroups(Folding.MOST_GROUPS)));
    }

    /** With the buckets of an earlier fingerprint, so that the two can be compared in all detail. */
    public static Fingerprint of(GraphReader reader, Folding folding) {
        Fingerprinting sums = new Fingerprinting(folding);
        for (ElementSplit split : reader.splits()) {
            SplitReader elements = reader.open(split);
            for (StoredElement each = elements.next(); each != null; each = elements.next()) {
                sums.add(each);
            }
        }
        return sums.result();
    }
}
