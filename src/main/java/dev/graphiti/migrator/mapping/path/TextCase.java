package dev.graphiti.migrator.mapping.path;

import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How the words of a label or predicate are joined. */
public enum TextCase {
    /** As they are. */
    KEEP {
        @Override
        public String apply(String text) {
            return text;
        }
    },
    /** {@code threat-actor} becomes {@code ThreatActor}. */
    PASCAL {
        @Override
        public String apply(String text) {
            // In a text without small letters, capitals say nothing about words.
            String plain = text.equals(text.toUpperCase(Locale.ROOT)) ? text.toLowerCase(Locale.ROOT) : text;
            return words(plain, TextCase::capitalized, "");
        }
    },
    /** {@code attributedTo} and {@code attributed-to} become {@code ATTRIBUTED_TO}. */
    UPPER_SNAKE {
        @Override
        public String apply(String text) {
            return words(text, word -> word.toUpperCase(Locale.ROOT), "_");
        }
    };

    private static final Pattern BETWEEN_WORDS =
            Pattern.compile("[^\\p{L}\\p{N}\\p{M}]+|(?<=\\p{Ll})(?=\\p{Lu})|(?<=\\p{Lu})(?=\\p{Lu}\\p{Ll})");

    /** The text in this case; without words it is empty. */
    public abstract String apply(String text);

    private static String words(String text, UnaryOperator<String> change, String between) {
        return BETWEEN_WORDS
                .splitAsStream(text)
                .filter(word -> !word.isEmpty())
                .map(change)
                .collect(Collectors.joining(between));
    }

    private static String capitalized(String word) {
        int first = word.offsetByCodePoints(0, 1);
        return word.substring(0, first).toUpperCase(Locale.ROOT) + word.substring(first);
    }
}
