package dev.graphiti.migrator.source.csv;

import dev.graphiti.migrator.config.Setting;
import java.io.Serializable;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** How a table is written. */
public record CsvOptions(
        @Setting(
                value = "The character between two values, or tab. auto detects a comma, a semicolon, a tab or a"
                        + " vertical bar from the first rows of each file.",
                defaultValue = "auto",
                example = "\";\"")
        String delimiter,

        @Setting(
                value =
                        "The character around values that contain delimiters, quotes or line breaks; inside of it, it is"
                                + " doubled.",
                defaultValue = "'\"'")
        String quote,

        @Setting(
                value = "What the first line is: names (of the columns), none (the first line is a row), or ignored"
                        + " (the first line is skipped). none and ignored need columns.",
                defaultValue = "names",
                example = "none")
        HeaderLine header,

        @Setting(
                value = "The names of the columns, in order, for header: none and header: ignored.",
                example = "[id, name]")
        List<String> columns,

        @Setting(
                value = "Values that stand for no value, such as NULL. An empty value without quotes always does.",
                example = "[\"NULL\"]")
        List<String> nullValues,

        @Setting(
                value = "Whether quoted values can contain line breaks. If false, an uncompressed file is read in"
                        + " splits, in parallel.",
                defaultValue = "true")
        boolean multiline)
        implements Serializable {
    static final String AUTO = "auto";

    /** Everything detected, columns named by the first line. */
    public static final CsvOptions DEFAULT = new CsvOptions(AUTO, "\"", HeaderLine.NAMES, List.of(), List.of(), true);

    private static final String TAB = "tab";

    public CsvOptions {
        columns = List.copyOf(columns);
        nullValues = List.copyOf(nullValues);
        check(
                delimiter.equals(AUTO) || delimiter.equals(TAB) || isSeparator(delimiter),
                "csv.delimiter '%s' must be auto, tab or one ASCII character".formatted(delimiter));
        check(isSeparator(quote), "csv.quote '%s' must be one ASCII character".formatted(quote));
        check(!quote.equals(delimiter), "csv.quote and csv.delimiter are the same character");
        check(
                (header == HeaderLine.NAMES) == columns.isEmpty(),
                columns.isEmpty()
                        ? "csv.columns is empty; name the columns, or remove csv.header"
                        : "csv.columns needs csv.header: none if the first line is a row, or ignored if it is to be"
                                + " skipped");
        Set<String> names = new HashSet<>();
        for (String name : columns) {
            check(!name.isBlank(), "csv.columns has an empty name");
            check(names.add(name), "csv.columns has the name '%s' twice".formatted(name));
        }
    }

    private static boolean isSeparator(String text) {
        return text.length() == 1 && text.charAt(0) < 0x80 && text.charAt(0) != '\n' && text.charAt(0) != '\r';
    }

    private static void check(boolean right, String otherwise) {
        if (!right) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    boolean detectsDelimiter() {
        return delimiter.equals(AUTO);
    }

    /** The declared one. */
    char separator() {
        return delimiter.equals(TAB) ? '\t' : delimiter.charAt(0);
    }
}
