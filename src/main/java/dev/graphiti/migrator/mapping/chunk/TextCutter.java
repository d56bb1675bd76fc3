package dev.graphiti.migrator.mapping.chunk;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a text into parts, from left to right, at the best border in the second half of each part: a paragraph, a line, a
 * sentence, a word, a character. Each part repeats the end of the one before it.
 *
 * <p>Where a part begins and ends depends only on the text up to one code point after its greatest length. So text that is
 * appended changes the last part, and adds others, and all before it remain.
 */
public final class TextCutter {
    /**
     * A part of the text.
     *
     * @param start where it begins, at or before the end of the part before it
     * @param end where it ends
     */
    public record Part(int start, int end) {
        public String of(String text) {
            return text.substring(start, end);
        }
    }

    private final int size;
    private final int overlap;
    /** The end of a part is not before it, so that each part adds at least a quarter of a part to those before. */
    private final int least;

    /**
     * A cutter for texts of any length. Lengths are numbers of code points.
     *
     * @param size the maximum length of a part
     * @param overlap how much of a part the next one repeats at most; less than half of the size
     */
    public TextCutter(int size, int overlap) {
        if (overlap < 0 || 2L * overlap >= size) {
            throw new IllegalArgumentException(
                    "overlap is %d, and must be less than half of size, which is %d".formatted(overlap, size));
        }
        this.size = size;
        this.overlap = overlap;
        this.least = Math.max(size / 2, overlap + Math.max(1, size / 4));
    }

    /** All parts of the text; one if it is not longer than a part may be. */
    public List<Part> cut(String text) {
        List<Part> parts = new ArrayList<>();
        int start = 0;
        Border[] borders = new Border[Math.min(size, text.length()) + 1];
        while (isLonger(text, start, borders)) {
            int length = end(borders);
            parts.add(new Part(start, text.offsetByCodePoints(start, length)));
            start = text.offsetByCodePoints(start, nextStart(borders, length));
        }
        parts.add(new Part(start, text.length()));
        return parts;
    }

    /**
     * Whether more remains than one part may have.
     *
     * @param borders takes the border before each code point from the start to the first that is too many
     */
    private boolean isLonger(String text, int start, Border[] borders) {
        BorderScanner scanner = new BorderScanner();
        int at = start;
        for (int length = 0; length <= size; length++) {
            if (at == text.length()) {
                return false;
            }
            int c = text.codePointAt(at);
            borders[length] = scanner.next(c);
            at += Character.charCount(c);
        }
        return true;
    }

    /** The last of the best borders; a part that is a single character is cut at its greatest length. */
    private int end(Border[] borders) {
        int best = size;
        for (int i = size - 1; i >= least; i--) {
            if (borders[i].isBetterThan(borders[best])) {
                best = i;
            }
        }
        return best;
    }

    /** The first of the best borders before the end of the part, by half of the overlap to all of it. */
    private int nextStart(Border[] borders, int end) {
        int best = end - overlap;
        for (int i = best + 1; i <= end - overlap / 2; i++) {
            if (borders[i].isBetterThan(borders[best])) {
                best = i;
            }
        }
        return borders[best] == Border.NONE ? end : best;
    }
}
