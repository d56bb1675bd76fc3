package dev.graphiti.migrator.mapping.time;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Times as most exports write them, such as {@code 2024-01-31T12:30:00Z} or {@code 2024-01-31T12:30:00.123456+02:00}. Java's
 * formatter takes several times as long, and every record has a time.
 */
final class UsualTime {
    private static final String FORM = "dddd-dd-ddTdd:dd:dd";
    private static final int NANO_DIGITS = 9;
    private static final int OFFSET_LENGTH = 6;

    private UsualTime() {}

    /** Null if the text has any other form, or is no such time; then the general format reads it. */
    static @Nullable Instant read(String text) {
        if (!hasForm(text)) {
            return null;
        }
        int end = FORM.length();
        int digits = 0;
        int nanos = 0;
        if (text.charAt(end) == '.') {
            end++;
            while (digits < NANO_DIGITS && end < text.length() && isDigit(text.charAt(end))) {
                nanos = 10 * nanos + text.charAt(end) - '0';
                digits++;
                end++;
            }
            if (digits == 0) {
                return null;
            }
        }
        for (; digits < NANO_DIGITS; digits++) {
            nanos *= 10;
        }
        return offset(text, end) ? instant(text, nanos, text.substring(end)) : null;
    }

    /** Whether the text begins with this form and has at least one more character. */
    private static boolean hasForm(String text) {
        if (text.length() <= FORM.length()) {
            return false;
        }
        for (int i = 0; i < FORM.length(); i++) {
            char form = FORM.charAt(i);
            char c = text.charAt(i);
            if (form == 'd' ? !isDigit(c) : c != form) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** Whether the rest is Z, or hours and minutes. */
    private static boolean offset(String text, int at) {
        if (at + 1 == text.length()) {
            return text.charAt(at) == 'Z';
        }
        return at + OFFSET_LENGTH == text.length()
                && (text.charAt(at) == '+' || text.charAt(at) == '-')
                && text.charAt(at + 3) == ':';
    }

    private static @Nullable Instant instant(String text, int nanos, String offset) {
        try {
            return LocalDateTime.of(
                            number(text, 0, 4),
                            number(text, 5, 7),
                            number(text, 8, 10),
                            number(text, 11, 13),
                            number(text, 14, 16),
                            number(text, 17, 19),
                            nanos)
                    .toInstant(ZoneOffset.of(offset));
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static int number(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }
}
