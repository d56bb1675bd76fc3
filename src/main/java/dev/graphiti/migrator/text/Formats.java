package dev.graphiti.migrator.text;

import java.time.Duration;
import java.util.Locale;

/** Numbers and times as people read them; the same in every locale. */
public final class Formats {
    private static final String[] UNITS = {"", "k", "M", "G", "T"};

    private Formats() {}

    /** For instance {@code 1,234,567}. */
    public static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** For instance {@code 1 record}, {@code 2 records}. */
    public static String count(long number, String one, String many) {
        return count(number) + " " + (number == 1 ? one : many);
    }

    /** Three digits at most, for instance {@code 0}, {@code 7.5}, {@code 480}, {@code 1.2k}, {@code 34.5M}. */
    public static String compact(double number) {
        if (!Double.isFinite(number)) {
            return "?";
        }
        double rest = Math.abs(number);
        int unit = 0;
        while (rest >= 999.5 && unit < UNITS.length - 1) {
            rest /= 1000;
            unit++;
        }
        String digits = String.format(Locale.ROOT, rest >= 99.95 || rest == Math.rint(rest) ? "%.0f" : "%.1f", rest);
        return (number < 0 ? "-" : "")
                + (digits.endsWith(".0") ? digits.substring(0, digits.length() - 2) : digits)
                + UNITS[unit];
    }

    /** For instance {@code 42%}, {@code 0.3%}, {@code <0.1%}; 100% only if it is all. */
    public static String percent(double fraction) {
        double percent = fraction * 100;
        if (percent > 0 && percent < 0.1) {
            return "<0.1%";
        }
        if (percent < 100 && percent > 99) {
            return String.format(Locale.ROOT, "%.1f%%", Math.min(percent, 99.9));
        }
        return String.format(Locale.ROOT, percent < 10 && percent != Math.rint(percent) ? "%.1f%%" : "%.0f%%", percent);
    }

    /** The two largest units, for instance {@code 850 ms}, {@code 12.4 s}, {@code 3 min 20 s}, {@code 2 h 5 min}. */
    public static String duration(Duration duration) {
        long seconds = duration.toSeconds();
        if (duration.toMillis() < 1000) {
            return duration.toMillis() + " ms";
        }
        if (seconds < 60) {
            return trimmed(duration.toMillis() / 1000.0) + " s";
        }
        if (seconds < 3600) {
            return pair(seconds / 60, "min", seconds % 60, "s");
        }
        if (seconds < 86_400) {
            return pair(seconds / 3600, "h", seconds / 60 % 60, "min");
        }
        return pair(seconds / 86_400, "d", seconds / 3600 % 24, "h");
    }

    /** At most this many characters, whole ones, with three dots where something was cut. */
    public static String shortened(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int end = Math.max(0, longest - 1);
        if (end > 0 && Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end) + "…";
    }

    private static String trimmed(double seconds) {
        // Down, so that 59.97 s does not read as 60 s.
        double tenths = Math.floor(seconds * 10) / 10;
        return String.format(Locale.ROOT, tenths == Math.rint(tenths) ? "%.0f" : "%.1f", tenths);
    }

    private static String pair(long large, String largeUnit, long small, String smallUnit) {
        return small == 0
                ? "%d %s".formatted(large, largeUnit)
                : "%d %s %d %s".formatted(large, largeUnit, small, smallUnit);
    }
}
