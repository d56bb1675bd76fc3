package dev.graphiti.migrator.graph.fingerprint;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a graph, or a part of it, holds: for each bucket how many elements, and the sum of their hashes. Two graphs have
 * the same elements if their fingerprints do not differ. Parts add up in any order.
 *
 * @param buckets those that have elements
 */
public record Fingerprint(Folding folding, SortedMap<Bucket, BucketSum> buckets) implements Serializable {
    /** A bucket in which two fingerprints differ. */
    public record Difference(Bucket bucket, BucketSum here, BucketSum there) {
        @Override
        public String toString() {
            return here.count() == there.count()
                    ? "%s: %d elements in both, with other content".formatted(bucket, here.count())
                    : "%s: %d elements here, %d there".formatted(bucket, here.count(), there.count());
        }
    }

    public Fingerprint {
        buckets = Collections.unmodifiableSortedMap(new TreeMap<>(buckets));
    }

    /** Of two parts without a common element. Their foldings may differ; the sum has the common one. */
    public Fingerprint plus(Fingerprint other) {
        Folding common = folding.common(other.folding);
        TreeMap<Bucket, BucketSum> sums = sums(common);
        other.sums(common).forEach((bucket, sum) -> sums.merge(bucket, sum, BucketSum::plus));
        return new Fingerprint(common, sums);
    }

    /** The buckets in which the two differ, in their order; none if the graphs have the same elements. */
    public List<Difference> differences(Fingerprint other) {
        Folding common = folding.common(other.folding);
        Map<Bucket, BucketSum> here = sums(common);
        Map<Bucket, BucketSum> there = other.sums(common);
        TreeSet<Bucket> all = new TreeSet<>(here.keySet());
        all.addAll(there.keySet());
        List<Difference> differences = new ArrayList<>();
        for (Bucket bucket : all) {
            BucketSum one = here.getOrDefault(bucket, BucketSum.EMPTY);
            BucketSum two = there.getOrDefault(bucket, BucketSum.EMPTY);
            if (!one.equals(two)) {
                differences.add(new Difference(bucket, one, two));
            }
        }
        return differences;
    }

    /** How many elements there are. */
    public long count() {
        return buckets.values().stream().mapToLong(BucketSum::count).sum();
    }

    private TreeMap<Bucket, BucketSum> sums(Folding coarser) {
        TreeMap<Bucket, BucketSum> sums = new TreeMap<>();
        for (Entry<Bucket, BucketSum> each : buckets.entrySet()) {
            sums.merge(coarser.coarser(each.getKey()), each.getValue(), BucketSum::plus);
        }
        return sums;
    }
}
