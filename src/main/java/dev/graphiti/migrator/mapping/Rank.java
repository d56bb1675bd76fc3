package dev.graphiti.migrator.mapping;

import dev.graphiti.migrator.mapping.path.MappingException;
import dev.graphiti.migrator.mapping.path.ValueText;
import dev.graphiti.migrator.mapping.time.TimeParser;
import dev.graphiti.migrator.source.fields.ExactNumber;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * By what the latest of several records of one identity is found: a number or a time. A record without one is older than all
 * others, and a number is older than a time.
 */
public record Rank(@Nullable String number, @Nullable Instant time) implements Comparable<Rank> {
    public static final Rank MISSING = new Rank(null, null);

    private static final Pattern NUMBER = Pattern.compile("[-+]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][-+]?\\d{1,6})?");
    private static final int MOST_DIGITS = 100;
    private static final int SHOWN = 100;

    /**
     * The rank that a field gives.
     *
     * @param path of the field
     * @throws MappingException if the value is neither a number nor a time
     */
    public static Rank of(@Nullable Object value, String path, TimeParser times) {
        if (value == null || (value instanceof String text && text.isBlank())) {
            return MISSING;
        }
        String text = ValueText.of(value).strip();
        boolean isScalar = value instanceof String || value instanceof Number || value instanceof ExactNumber;
        if (isScalar && isNumber(text)) {
            return new Rank(text, null);
        }
        Instant time = times.parse(value);
        if (time == null) {
            String shown = text.length() <= SHOWN ? text : text.substring(0, SHOWN - 1) + "…";
            throw new MappingException(
                    "unreadable-latest-by",
                    "the field %s of write.latest-by is neither a number nor a time in a known format: %s; add the format to time.formats, or skip such records"
                            .formatted(path, shown));
        }
        return new Rank(null, time);
    }

    private static boolean isNumber(String text) {
        return text.length() <= MOST_DIGITS && NUMBER.matcher(text).matches();
    }

    public boolean isMissing() {
        return equals(MISSING);
    }

    /** Whether both are numbers or both are times, or one is missing. */
    public boolean isComparableTo(Rank other) {
        return isMissing() || other.isMissing() || (number == null) == (other.number == null);
    }

    @Override
    public int compareTo(Rank other) {
        if (time != null && other.time != null) {
            return time.compareTo(other.time);
        }
        if (number != null && other.number != null) {
            return new BigDecimal(number).compareTo(new BigDecimal(other.number));
        }
        return Integer.compare(kind(), other.kind());
    }

    private int kind() {
        return time != null ? 2 : number != null ? 1 : 0;
    }
}
