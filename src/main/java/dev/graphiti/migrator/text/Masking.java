package dev.graphiti.migrator.text;

import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts {@link #MASK} in the place of secrets in texts that people see. A secret is known by what it is: the user and
 * password of an address, the value of a parameter with the name of a secret, a bearer token, or a value that the
 * configuration holds as a secret. Everything else stays, and so does a variable such as <code>${NAME}</code>.
 */
public final class Masking {
    public static final String MASK = "***";

    private static final String NAMES = "(?:[\\w.-]*(?:passw(?:or)?d|passphrase|secret|token|api[-_.]?key|apikey"
            + "|access[-_.]?key(?:[-_.]?id)?|private[-_.]?key|account[-_.]?key|signature|credentials?|authorization|jaas(?:[-_.]config)?"
            + "|user[-_.]?info)|pass|pwd|pw|sig|key|auth)";
    private static final Pattern NAME = Pattern.compile(NAMES, Pattern.CASE_INSENSITIVE);

    /** {@code name=value}, in a query, in a list of settings or in braces; the value may be quoted. */
    private static final Pattern PARAMETER = Pattern.compile(
            "(?<![\\w.-])(" + NAMES + ")=(?!\\$\\{)(\"[^\"]*\"|'[^']*'|[^\\s&;,'\"(){}<>]+)", Pattern.CASE_INSENSITIVE);

    /** What stands before the @ of an address. A password that is not encoded may hold a slash; a port ends before one. */
    private static final Pattern USER_INFO = Pattern.compile(
            "(?<=://)(?!(?:\\$\\{[^}]*}:?)+@)(?:[^\\s/?#'\"]*|[^\\s/?#'\":@]*:(?![0-9]+[/?#])[^\\s'\"]*)@(?=[^\\s@/]+)");

    private static final Pattern BEARER = Pattern.compile("(?i)\\b(Bearer|Basic) +[\\w.~+/=-]{8,}");

    /** A short value is masked where it stands alone, not inside every other word. */
    private static final int TOO_SHORT_TO_FIND_INSIDE_WORDS = 4;

    private Masking() {}

    /** Whether a setting or parameter of this name holds a secret. */
    public static boolean isSecret(String name) {
        return NAME.matcher(name).matches();
    }

    /** The text without what is secret by its form. */
    public static String of(String text) {
        String masked = USER_INFO.matcher(text).replaceAll(MASK + "@");
        masked = PARAMETER.matcher(masked).replaceAll("$1=" + MASK);
        return BEARER.matcher(masked).replaceAll("$1 " + MASK);
    }

    /** The text without these values either. */
    public static String of(String text, Collection<String> secrets) {
        List<String> longestFirst = secrets.stream()
                .filter(secret -> !secret.isBlank())
                .sorted((a, b) -> b.length() - a.length())
                .toList();
        String masked = text;
        for (String secret : longestFirst) {
            masked = Pattern.compile(findable(secret)).matcher(masked).replaceAll(Matcher.quoteReplacement(MASK));
        }
        return of(masked);
    }

    /** A pattern that finds a value in a text. */
    public static String findable(String value) {
        String exact = Pattern.quote(value);
        return value.length() < TOO_SHORT_TO_FIND_INSIDE_WORDS
                ? "(?<![\\p{L}\\p{N}])" + exact + "(?![\\p{L}\\p{N}])"
                : exact;
    }
}
