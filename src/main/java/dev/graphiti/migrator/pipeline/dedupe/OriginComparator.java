package dev.graphiti.migrator.pipeline.dedupe;

import dev.graphiti.migrator.model.RecordOrigin;
import java.util.Comparator;

/**
 * The order in which records stand in their source, whoever reads them when: by split, then by position. Numbers in them
 * count as numbers, so that {@code offset 900} comes before {@code offset 41200}.
 */
final class OriginComparator {
    static final Comparator<RecordOrigin> BY_PLACE = Comparator.comparing(
                    RecordOrigin::split, OriginComparator::compare)
            .thenComparing(RecordOrigin::position, OriginComparator::compare);

    private OriginComparator() {}

    private static int compare(String left, String right) {
        int i = 0;
        int j = 0;
        while (i < left.length() && j < right.length()) {
            int order;
            if (isDigit(left.charAt(i)) && isDigit(right.charAt(j))) {
                int iEnd = endOfNumber(left, i);
                int jEnd = endOfNumber(right, j);
                order = compareNumbers(left.substring(i, iEnd), right.substring(j, jEnd));
                i = iEnd;
                j = jEnd;
            } else {
                order = Character.compare(left.charAt(i++), right.charAt(j++));
            }
            if (order != 0) {
                return order;
            }
        }
        int rest = Integer.compare(left.length() - i, right.length() - j);
        // 7 and 007 are one number but two places.
        return rest != 0 ? rest : left.compareTo(right);
    }

    /** Without a number type that they might not fit into. */
    private static int compareNumbers(String left, String right) {
        String a = left.replaceFirst("^0+(?=.)", "");
        String b = right.replaceFirst("^0+(?=.)", "");
        return a.length() != b.length() ? Integer.compare(a.length(), b.length()) : a.compareTo(b);
    }

    private static int endOfNumber(String text, int start) {
        int end = start;
        while (end < text.length() && isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
