package dev.graphiti.migrator.run;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** The name of a run, for instance {@code 20261122-101500-a1b2}: sorts by the start (UTC) and can be told over a phone. */
public record RunId(String text) {
    private static final Pattern SHAPE = Pattern.compile("\\d{8}-\\d{6}-[0-9a-z]{4}");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);
    /** Without i, l, o and u, which are taken for others. */
    private static final String LETTERS = "0123456789abcdefghjkmnpqrstvwxyz";

    public RunId {
        if (!matches(text)) {
            throw new IllegalArgumentException("'" + text + "' is not a run id such as 20261122-101500-a1b2");
        }
    }

    public static RunId of(Instant startedAt, RandomGenerator random) {
        StringBuilder id = new StringBuilder(TIME.format(startedAt)).append('-');
        for (int i = 0; i < 4; i++) {
            id.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return new RunId(id.toString());
    }

    public static boolean matches(String text) {
        return SHAPE.matcher(text).matches();
    }

    @Override
    public String toString() {
        return text;
    }
}
