package dev.graphiti.migrator.mapping;

import dev.graphiti.migrator.model.EntityNode;
import java.text.Normalizer;
import java.util.Optional;

/** Makes text into a type label that Graphiti accepts. */
public final class TypeLabel {
    private static final String BETWEEN_WORDS = "_-./\\:,;|()[]{}'\"`&";

    private TypeLabel() {}

    /**
     * A valid label stays as it is; else its words are joined with a capital each, accents and foreign letters go. Empty
     * when nothing is left, or when it is a label that Graphiti keeps for itself.
     */
    public static Optional<String> of(String text) {
        String word = text.strip();
        String label = isIdentifier(word) ? word : join(word);
        return EntityNode.isType(label) ? Optional.of(label) : Optional.empty();
    }

    /** Whether more than accents and what stands between words is lost on the way, and so two labels may become one. */
    public static boolean losesLetters(String text) {
        String word = text.strip();
        if (word.isEmpty() || word.equals("Entity")) {
            return false;
        }
        return of(word).isEmpty()
                || Normalizer.normalize(word.replace("ß", "ss"), Normalizer.Form.NFKD)
                        .codePoints()
                        .anyMatch(c -> !isBetweenWords(c) && !(c < 0x80 && isLetterOrDigit((char) c)));
    }

    private static boolean isBetweenWords(int c) {
        return c < 0x80
                ? c <= ' ' || BETWEEN_WORDS.indexOf(c) >= 0
                : switch (Character.getType(c)) {
                    case Character.NON_SPACING_MARK,
                            Character.SPACE_SEPARATOR,
                            Character.CONTROL,
                            Character.DASH_PUNCTUATION,
                            Character.INITIAL_QUOTE_PUNCTUATION,
                            Character.FINAL_QUOTE_PUNCTUATION -> true;
                    default -> false;
                };
    }

    private static boolean isIdentifier(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isLetterOrDigit(text.charAt(i)) && text.charAt(i) != '_') {
                return false;
            }
        }
        return !text.isEmpty() && !isDigit(text.charAt(0));
    }

    private static String join(String text) {
        String plain = Normalizer.normalize(text.replace("ß", "ss"), Normalizer.Form.NFKD);
        StringBuilder label = new StringBuilder();
        boolean wordStart = true;
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            if (isLetterOrDigit(c)) {
                label.append(wordStart ? Character.toUpperCase(c) : c);
                wordStart = false;
            } else if (c < 0x80
                    || !(Character.isLetterOrDigit(c) || Character.getType(c) == Character.NON_SPACING_MARK)) {
                wordStart = true;
            }
        }
        if (label.length() > 0 && isDigit(label.charAt(0))) {
            label.insert(0, '_');
        }
        return label.toString();
    }

    private static boolean isLetterOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
