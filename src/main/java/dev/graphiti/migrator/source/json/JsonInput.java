package dev.graphiti.migrator.source.json;

import dev.graphiti.migrator.config.Setting;
import java.io.Serializable;
import java.util.List;

/** A set of files whose records are of one collection. */
public record JsonInput(
        @Setting(value = "The name of these records in identities, counts and the mapping.", example = "support")
        String collection,

        @Setting(
                value = "Files, folders (searched recursively for .json, .jsonl and .ndjson, also with .gz) or"
                        + " globs.",
                example = "[\"data/support/*.jsonl\", \"s3://exports/support\"]")
        List<String> paths,

        @Setting(
                value = "The format of the files: lines is one object per line, document is an array or an object"
                        + " over several lines, auto detects the format from the first bytes.",
                defaultValue = "auto")
        JsonFormat format,

        @Setting(
                value = "The JSON pointer of the array inside each document whose items are the records;"
                        + " empty if the document itself is the array or the record.",
                defaultValue = "\"\"",
                example = "/products")
        String pointer)
        implements Serializable {
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
                pointer.isEmpty() || format != JsonFormat.LINES,
                "format lines cannot have a pointer; use format document for " + collection);
    }

    static void check(boolean right, String otherwise) {
        if (!right) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
