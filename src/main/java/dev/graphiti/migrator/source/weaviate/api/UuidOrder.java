package dev.graphiti.migrator.source.weaviate.api;

import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * UUIDs in the order in which Weaviate lists them: as 16 unsigned bytes, which is that of their lower-case texts.
 * {@link java.util.UUID#compareTo} takes their halves for signed numbers and has another one.
 */
public final class UuidOrder {
    /** Behind the last UUID. */
    public static final BigInteger END = BigInteger.ONE.shiftLeft(128);

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private UuidOrder() {}

    /**
     * The one way in which a UUID is written here, lower-case and with its dashes.
     *
     * @throws IllegalArgumentException if the text is no UUID
     */
    public static String canonical(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (!FORM.matcher(lower).matches()) {
            throw new IllegalArgumentException("'%s' is not a UUID".formatted(shortened(text)));
        }
        return lower;
    }

    /** The place of a UUID among all, from 0 on. */
    public static BigInteger number(String canonical) {
        return new BigInteger(canonical.replace("-", ""), 16);
    }

    /** The UUID at a place. */
    public static String text(BigInteger number) {
        String digits = number.toString(16);
        String all = "0".repeat(32 - digits.length()) + digits;
        return String.join(
                "-",
                all.substring(0, 8),
                all.substring(8, 12),
                all.substring(12, 16),
                all.substring(16, 20),
                all.substring(20));
    }

    private static String shortened(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "...";
    }
}
