package dev.graphiti.migrator.source.json;

import dev.graphiti.migrator.config.Setting;
import dev.graphiti.migrator.source.csv.CsvOptions;
import dev.graphiti.migrator.source.stored.Charsets;
import java.io.Serializable;
import java.util.List;
import java.util.Locale;

/** A set of files whose records are of one collection. */
public record JsonInput(
        @Setting(value = "The name of these records in identities, counts and the mapping.", example = "support")
        String collection,

        @Setting(
                value =
                        "Files, folders (searched recursively for .json, .jsonl, .ndjson, .csv, .tsv and .tab, also with"
                                + " .gz, .zst or .bz2, and for .zip), globs, or members of zip archives.",
                example = "[\"data/support/*.jsonl\", \"s3://exports/support\", \"export.zip!/support/*.csv\"]")
        List<String> paths,

        @Setting(
                value = "The format of the files: lines is one object per line, document is an array or an object"
                        + " over several lines, csv is a table, auto detects the format from the ending .csv, .tsv or"
                        + " .tab, otherwise from the first bytes.",
                defaultValue = "auto")
        JsonFormat format,

        @Setting(
                value = "The JSON pointer of the array inside each document whose items are the records;"
                        + " empty if the document itself is the array or the record.",
                defaultValue = "\"\"",
                example = "/products")
        String pointer,

        @Setting(
                value = "The charset of the files, such as windows-1252. auto is UTF-8, or UTF-16 with a byte order"
                        + " mark; a byte order mark is preferred to a declared charset.",
                defaultValue = Charsets.AUTO)
        String charset,

        @Setting("How the tables are written.") CsvOptions csv)
        implements Serializable {
    public JsonInput(String collection, List<String> paths, JsonFormat format, String pointer) {
        this(collection, paths, format, pointer, Charsets.AUTO, CsvOptions.DEFAULT);
    }

    public JsonInput {
        paths = List.copyOf(paths);
        check(!collection.isBlank(), "the collection has no name");
        check(
                !paths.isEmpty() && paths.stream().noneMatch(String::isBlank),
                collection + " names no path, or an empty one");
        check(
                pointer.isEmpty() || pointer.startsWith("/"),
                "the pointer '%s' must start with a slash, as in /products".formatted(pointer));
        check(
                pointer.isEmpty() || format == JsonFormat.AUTO || format == JsonFormat.DOCUMENT,
                "format %s cannot have a pointer; use format document for %s"
                        .formatted(format.name().toLowerCase(Locale.ROOT), collection));
        Charsets.check(charset);
    }

    static void check(boolean right, String otherwise) {
        if (!right) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
