package dev.graphiti.migrator.graph.fingerprint;

import dev.graphiti.migrator.graph.read.StoredElement;
import dev.graphiti.migrator.model.ElementKind;
import java.io.Serializable;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.TreeMap;

/**
 * Which elements share a bucket, so that the number of buckets is bounded whatever the graph is like. The
 * {@value #LARGEST} largest groups are divided by the first two digits of the uuids, the next {@value #LARGE} by the
 * first one. All others are small: they are folded into {@value #SLOTS} slots by the {@link String#hashCode()} of their
 * names. That makes {@link #MOST_BUCKETS} buckets at most.
 *
 * @param digits by group, how many digits of a uuid divide it; a small group is not in it
 */
public record Folding(Map<String, Integer> digits) implements Serializable {
    static final int LARGEST = 16;
    static final int LARGE = 240;
    static final int SLOTS = 256;

    /** Of two digits: two, only the first or none of the first two characters are digits. */
    private static final int PREFIXES_OF_TWO = 16 * 16 + 16 + 1;

    private static final int PREFIXES_OF_ONE = 16 + 1;
    public static final int MOST_BUCKETS =
            ElementKind.values().length * (LARGEST * PREFIXES_OF_TWO + LARGE * PREFIXES_OF_ONE + SLOTS);

    /** How many groups have buckets of their own at most. */
    public static final int MOST_GROUPS = LARGEST + LARGE;

    public Folding {
        digits = Collections.unmodifiableMap(new TreeMap<>(digits));
    }

    /**
     * By the sizes of the groups.
     *
     * @param sizes how many elements each group has; the largest {@link #MOST_GROUPS} are enough
     */
    public static Folding of(Map<String, Long> sizes) {
        List<String> largest = sizes.entrySet().stream()
                .sorted(Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Entry.comparingByKey()))
                .limit(MOST_GROUPS)
                .map(Entry::getKey)
                .toList();
        Map<String, Integer> digits = new HashMap<>();
        for (int i = 0; i < largest.size(); i++) {
            digits.put(largest.get(i), i < LARGEST ? 2 : 1);
        }
        return new Folding(digits);
    }

    /** The finest folding that both can be brought to. */
    Folding common(Folding other) {
        Map<String, Integer> both = new HashMap<>();
        digits.forEach((group, length) -> {
            Integer otherLength = other.digits.get(group);
            if (otherLength != null) {
                both.put(group, Math.min(length, otherLength));
            }
        });
        return new Folding(both);
    }

    Bucket bucket(StoredElement element) {
        return bucket(element.kind(), element.groupId(), element.uuid());
    }

    /** Where the elements of a bucket of a finer folding are. */
    Bucket coarser(Bucket bucket) {
        return bucket.group() == null ? bucket : bucket(bucket.kind(), bucket.group(), bucket.prefix());
    }

    private Bucket bucket(ElementKind kind, String group, String uuid) {
        Integer length = digits.get(group);
        return length == null
                ? new Bucket(kind, null, Math.floorMod(group.hashCode(), SLOTS), "")
                : new Bucket(kind, group, 0, prefix(uuid, length));
    }

    private static String prefix(String uuid, int most) {
        int length = 0;
        while (length < Math.min(most, uuid.length()) && isDigit(uuid.charAt(length))) {
            length++;
        }
        return uuid.substring(0, length);
    }

    private static boolean isDigit(char character) {
        return (character >= '0' && character <= '9') || (character >= 'a' && character <= 'f');
    }
}
