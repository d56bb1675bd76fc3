package dev.graphiti.migrator.graph.fingerprint;

import dev.graphiti.migrator.graph.read.StoredElement;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Adds up the elements of a part of a graph. Used by one thread. */
public final class Fingerprinting {
    private final ElementHash hash = new ElementHash();
    private final Map<Bucket, BucketSum> sums = new HashMap<>();
    private final Folding folding;

    /** All parts of a graph should have one folding; else their sum has what is common to all of these. */
    public Fingerprinting(Folding folding) {
        this.folding = folding;
    }

    public void add(StoredElement element) {
        sums.merge(folding.bucket(element), new BucketSum(1, hash.of(element)), BucketSum::plus);
    }

    /** Of what was added so far. */
    public Fingerprint result() {
        return new Fingerprint(folding, new TreeMap<>(sums));
    }
}
