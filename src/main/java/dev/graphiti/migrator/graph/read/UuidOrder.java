package dev.graphiti.migrator.graph.read;

import java.util.Comparator;

/**
 * The order of texts in a range index of Neo4j: by code point. A comparison in Cypher goes by UTF-16 unit, as
 * {@link String#compareTo} does, which is another order if a text has characters outside of the basic plane.
 */
enum UuidOrder implements Comparator<String> {
    INSTANCE;

    @Override
    public int compare(String one, String other) {
        int length = Math.min(one.length(), other.length());
        for (int i = 0; i < length; i++) {
            char left = one.charAt(i);
            char right = other.charAt(i);
            if (left != right) {
                return Integer.compare(rank(left), rank(right));
            }
        }
        return Integer.compare(one.length(), other.length());
    }

    /** Half of a character outside of the basic plane comes after all characters in it. */
    private static int rank(char unit) {
        return Character.isSurrogate(unit) ? unit + Character.MAX_VALUE : unit;
    }
}
