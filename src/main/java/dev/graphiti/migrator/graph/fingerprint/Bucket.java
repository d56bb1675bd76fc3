package dev.graphiti.migrator.graph.fingerprint;

import dev.graphiti.migrator.model.ElementKind;
import java.io.Serializable;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * What is summed together: elements of one kind, of one group or of all small groups with one slot, whose uuids have
 * one prefix.
 *
 * @param group null for the small groups
 * @param slot of the small groups; 0 for one group
 * @param prefix hexadecimal digits; the longest that the uuid begins with, up to the length that {@link Folding} gives the
 *     group
 */
public record Bucket(ElementKind kind, @Nullable String group, int slot, String prefix)
        implements Comparable<Bucket>, Serializable {
    private static final Comparator<Bucket> ORDER = Comparator.comparing(Bucket::kind)
            .thenComparing(Bucket::group, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(Bucket::slot)
            .thenComparing(Bucket::prefix);

    @Override
    public int compareTo(Bucket other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return "%s of %s%s"
                .formatted(
                        kind.graphName(),
                        group == null ? "the small groups with slot " + slot : "group '" + group + "'",
                        prefix.isEmpty() ? "" : ", uuid " + prefix + "..");
    }
}
