package dev.graphiti.migrator.config;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A number of bytes, written like {@code 64mb} or {@code 512 kb}; a kilobyte has 1,024 bytes, as in Flink. */
public record ByteSize(long bytes) implements Serializable {
    /** What {@link #parse} accepts, for the JSON Schema. */
    static final String PATTERN = "^[0-9]{1,19} ?([bB]|[kK][bB]|[mM][bB]|[gG][bB]|[tT][bB])$";

    private static final Pattern FORM = Pattern.compile("([0-9]{1,19}) ?(b|kb|mb|gb|tb)");

    /** Each 1,024 times the one before it. */
    private static final List<String> UNITS = List.of("b", "kb", "mb", "gb", "tb");

    public ByteSize {
        if (bytes < 0) {
            throw new IllegalArgumentException("a size cannot be negative, got " + bytes + " bytes");
        }
    }

    public static ByteSize parse(String text) {
        Matcher form = FORM.matcher(text.toLowerCase(Locale.ROOT));
        if (!form.matches()) {
            throw new IllegalArgumentException("'" + text + "' is not a size such as 64mb or 512 kb");
        }
        long unit = 1L << (10 * UNITS.indexOf(form.group(2)));
        return new ByteSize(Math.multiplyExact(Long.parseLong(form.group(1)), unit));
    }

    /** The shortest text that {@link #parse} reads back as the same size. */
    @Override
    public String toString() {
        long count = bytes;
        int unit = 0;
        while (count != 0 && count % 1024 == 0 && unit < UNITS.size() - 1) {
            count /= 1024;
            unit++;
        }
        return count + UNITS.get(unit);
    }
}
