package dev.graphiti.migrator.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Finds the name that is most similar to a misspelled one. */
public final class NearestMatch {
    private NearestMatch() {}

    /** The known word that the fewest keystrokes lead to, or null if all are far. */
    public static @Nullable String nearest(String word, Collection<String> known) {
        return nearestOf(Key.kebab(word).replace('_', '-'), known);
    }

    /** The same of words that are not keys of a configuration. */
    public static @Nullable String nearestOf(String written, Collection<String> known) {
        return known.stream()
                .filter(candidate -> keystrokes(written, candidate) <= Math.max(1, candidate.length() / 3))
                .min(Comparator.comparingInt(candidate -> keystrokes(written, candidate)))
                .orElse(null);
    }

    /** Letters to insert, delete, replace, or swap with their neighbor. */
    private static int keystrokes(String from, String to) {
        int[] beforeLast = new int[to.length() + 1];
        int[] last = IntStream.rangeClosed(0, to.length()).toArray();
        for (int i = 1; i <= from.length(); i++) {
            int[] row = new int[to.length() + 1];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = last[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(last[j], row[j - 1]) + 1);
                if (swapped(from.substring(0, i), to.substring(0, j))) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            beforeLast = last;
            last = row;
        }
        return last[to.length()];
    }

    /** Whether the last two letters of both are the same, the other way round. */
    private static boolean swapped(String from, String to) {
        int i = from.length() - 1;
        int j = to.length() - 1;
        return i > 0 && j > 0 && from.charAt(i) == to.charAt(j - 1) && from.charAt(i - 1) == to.charAt(j);
    }
}
