package dev.graphiti.migrator.source.json;

import dev.graphiti.migrator.source.file.FileNames;
import java.util.regex.Pattern;

/** How records stand in a file. */
public enum JsonFormat {
    /**
     * Decided by the ending of each file's name for tables (.csv, .tsv, .tab), and otherwise by its first bytes: a document when a pointer is given, when the first value is an array,
     * or when it is an object that goes on behind the first line; lines otherwise. The name of the file does not matter,
     * since arrays do lie about in files called {@code .jsonl}.
     */
    AUTO,
    /** One object in each line. */
    LINES,
    /**
     * One or more values, however they are indented: the items of an array are records, an object is one record. With a
     * pointer, the items of the array that it names.
     */
    DOCUMENT,
    /** Rows of values, divided by commas or other characters. */
    CSV;

    private static final String JSON = "json|jsonl|ndjson";
    private static final String TABLE = "csv|tsv|tab";
    private static final String PACKED = ", or in one of these and .gz, .zst or .bz2, or in .zip";

    private static final FileNames JSON_NAMES = names(JSON, ".json, .jsonl or .ndjson" + PACKED);
    private static final FileNames TABLE_NAMES = names(TABLE, ".csv, .tsv or .tab" + PACKED);
    private static final FileNames ALL_NAMES =
            names(JSON + "|" + TABLE, ".json, .jsonl, .ndjson, .csv, .tsv or .tab" + PACKED);
    private static final Pattern IS_TABLE =
            Pattern.compile(".*\\.(" + TABLE + ")(\\.(gz|zst|bz2))?", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private static FileNames names(String endings, String description) {
        return FileNames.of(".*\\.((" + endings + ")(\\.(gz|zst|bz2))?|zip)", description);
    }

    /** The files of a folder that are read. */
    FileNames names() {
        return switch (this) {
            case AUTO -> ALL_NAMES;
            case CSV -> TABLE_NAMES;
            case LINES, DOCUMENT -> JSON_NAMES;
        };
    }

    /** What is known of a file before it is opened. */
    JsonFormat of(String name) {
        return this == AUTO && IS_TABLE.matcher(name).matches() ? CSV : this;
    }
}
