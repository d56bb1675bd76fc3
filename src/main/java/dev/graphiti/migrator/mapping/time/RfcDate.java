package dev.graphiti.migrator.mapping.time;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Dates of e-mail and HTTP headers: {@code Tue, 3 Jun 2008 11:05:30 +0200 (CEST)}. They follow RFC 1123; the names of zones are
 * those of RFC 822.
 */
final class RfcDate {
    private static final Pattern FORM = Pattern.compile(
            "([A-Za-z]{3}, +)?(\\d{1,2}) +([A-Za-z]{3}) +(\\d{4}) +(\\d\\d:\\d\\d(?::\\d\\d)?) +([+-]\\d{4}|[A-Za-z]{1,3})( *\\(.*\\))?");

    private static final DateTimeFormatter STRICT =
            DateTimeFormatter.RFC_1123_DATE_TIME.withResolverStyle(ResolverStyle.STRICT);

    private static final Map<String, String> ZONES = Map.ofEntries(
            Map.entry("UT", "GMT"),
            Map.entry("UTC", "GMT"),
            Map.entry("Z", "GMT"),
            Map.entry("EST", "-0500"),
            Map.entry("EDT", "-0400"),
            Map.entry("CST", "-0600"),
            Map.entry("CDT", "-0500"),
            Map.entry("MST", "-0700"),
            Map.entry("MDT", "-0600"),
            Map.entry("PST", "-0800"),
            Map.entry("PDT", "-0700"));

    private RfcDate() {}

    /** The time; null if the text is no such date. */
    static @Nullable Instant read(String text) {
        Matcher date = FORM.matcher(text);
        if (!date.matches()) {
            return null;
        }
        String zone = date.group(6);
        // The day of the week is left out: a wrong one does not make the date unreadable.
        String plain = "%s %s %s %s %s"
                .formatted(date.group(2), date.group(3), date.group(4), date.group(5), ZONES.getOrDefault(zone, zone));
        try {
            return ZonedDateTime.parse(plain, STRICT).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }
}
