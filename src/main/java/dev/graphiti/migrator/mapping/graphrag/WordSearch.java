package dev.graphiti.migrator.mapping.graphrag;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;

/**
 * Finds a name in a sentence as a word or words of its own, whatever its case: {@code US} is in "The US's ports", and not
 * in "usability". Scripts that put no spaces between words have no such border.
 */
final class WordSearch {
    private static final Set<UnicodeScript> WITHOUT_SPACES = Set.of(
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.THAI,
            UnicodeScript.LAO,
            UnicodeScript.KHMER,
            UnicodeScript.MYANMAR);

    /** They make another name of the one before them: C++, C#, AT&amp;T. */
    private static final String GLUE = "+#&_";

    private WordSearch() {}

    static boolean finds(String sentence, String name) {
        String text = folded(sentence);
        String wanted = folded(name).replaceAll("^\"+|\"+$", "").strip();
        if (wanted.isEmpty()) {
            return false;
        }
        for (int at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
            int end = at + wanted.length();
            if (!isInWord(text, at) && !isInWord(text, end) && !isGlued(text, end)) {
                return true;
            }
        }
        return false;
    }

    private static String folded(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT)
                .replace('\u2019', '\'')
                .replaceAll("[\\s\\p{Z}]+", " ");
    }

    /** Whether a word goes on over this place. */
    private static boolean isInWord(String text, int at) {
        if (at <= 0 || at >= text.length()) {
            return false;
        }
        int before = text.codePointBefore(at);
        int after = text.codePointAt(at);
        boolean isNumber = (after == '.' || after == ',')
                && Character.isDigit(before)
                && at + 1 < text.length()
                && Character.isDigit(text.codePointAt(at + 1));
        boolean isNumberFrom = (before == '.' || before == ',')
                && Character.isDigit(after)
                && at > 1
                && Character.isDigit(text.codePointBefore(at - 1));
        return isNumber
                || isNumberFrom
                || (isOfWord(before) && isOfWord(after) && hasSpaces(before) && hasSpaces(after));
    }

    /** Whether what follows makes another word of it; the ending of a possessive does not. */
    private static boolean isGlued(String text, int end) {
        if (end >= text.length() || !isOfWord(text.codePointBefore(end))) {
            return false;
        }
        if (text.charAt(end) != '\'' || end + 1 >= text.length() || !isOfWord(text.codePointAt(end + 1))) {
            return GLUE.indexOf(text.charAt(end)) >= 0;
        }
        boolean isPossessive = text.charAt(end + 1) == 's' && !isInWord(text, end + 2);
        return !isPossessive;
    }

    private static boolean isOfWord(int codePoint) {
        int type = Character.getType(codePoint);
        return Character.isLetterOrDigit(codePoint)
                || type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK;
    }

    private static boolean hasSpaces(int codePoint) {
        return !WITHOUT_SPACES.contains(UnicodeScript.of(codePoint));
    }
}
