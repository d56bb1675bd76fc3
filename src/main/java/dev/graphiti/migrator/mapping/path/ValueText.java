package dev.graphiti.migrator.mapping.path;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A value of a record as it reads in a text: lists joined by commas, objects as JSON, numbers without a needless zero. */
public final class ValueText {
    private static final double EXACT = 1L << 53;

    private ValueText() {}

    public static String of(@Nullable Object value) {
        if (value instanceof String text) {
            return text;
        }
        StringBuilder text = new StringBuilder();
        append(text, value);
        return text.toString();
    }

    static void append(StringBuilder text, @Nullable Object value) {
        if (value instanceof Double number) {
            text.append(ofNumber(number));
        } else if (value instanceof List<?> list) {
            appendList(text, list);
        } else if (value instanceof Map<?, ?> map) {
            text.append(JsonText.whole(map));
        } else if (value != null) {
            text.append(value);
        }
    }

    private static void appendList(StringBuilder text, List<?> list) {
        int start = text.length();
        for (Object item : list) {
            int before = text.length();
            if (before > start) {
                text.append(", ");
            }
            int afterComma = text.length();
            append(text, item);
            if (text.length() == afterComma) {
                text.setLength(before);
            }
        }
    }

    private static String ofNumber(double number) {
        if (Math.rint(number) == number && Math.abs(number) <= EXACT) {
            return Long.toString((long) number);
        }
        return Double.isFinite(number) ? NumberText.of(number) : Double.toString(number);
    }
}
