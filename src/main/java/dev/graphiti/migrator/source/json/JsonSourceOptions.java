package dev.graphiti.migrator.source.json;

import dev.graphiti.migrator.config.ByteSize;
import dev.graphiti.migrator.config.Setting;
import dev.graphiti.migrator.config.Variant;
import dev.graphiti.migrator.source.RecordSource;
import dev.graphiti.migrator.source.SourceOptions;
import java.util.List;

/** What to read from JSON files, and how. */
@Variant(value = "json", description = "JSON Lines and JSON documents from files, plain or gzip.")
public record JsonSourceOptions(
        @Setting("The sets of files to read.") List<JsonInput> inputs,

        @Setting(
                value =
                        "Files of lines are read in pieces of this size, at the same time; compressed files and documents"
                                + " are one piece each.",
                defaultValue = "64mb")
        ByteSize splitSize,

        @Setting(value = "A longer record is a dead letter. Memory is bounded by it.", defaultValue = "16mb")
        ByteSize maxRecordSize,

        @Setting(value = "How many bytes of a damaged record are kept.", defaultValue = "4096")
        int deadLetterBytes)
        implements SourceOptions {
    private static final long LARGEST_RECORD = 256 << 20;
    private static final long SMALLEST_SPLIT = 1 << 10;
    private static final int LARGEST_DEAD_LETTER = 1 << 20;

    public JsonSourceOptions {
        inputs = List.copyOf(inputs);
        JsonInput.check(!inputs.isEmpty(), "inputs is empty; name at least one collection with its paths");
        JsonInput.check(
                splitSize.bytes() >= SMALLEST_SPLIT,
                "split-size must be at least 1kb, got %d bytes; the default, 64mb, suits most files"
                        .formatted(splitSize.bytes()));
        JsonInput.check(
                maxRecordSize.bytes() >= 1 && maxRecordSize.bytes() <= LARGEST_RECORD,
                "max-record-size must be between 1 byte and 256 MB, got " + maxRecordSize.bytes());
        JsonInput.check(
                deadLetterBytes >= 0 && deadLetterBytes <= LARGEST_DEAD_LETTER,
                "dead-letter-bytes must be between 0 and %d, got %d".formatted(LARGEST_DEAD_LETTER, deadLetterBytes));
    }

    /** With the default sizes. */
    public static JsonSourceOptions of(JsonInput... inputs) {
        return new JsonSourceOptions(List.of(inputs), new ByteSize(64 << 20), new ByteSize(16 << 20), 4096);
    }

    @Override
    public RecordSource source() {
        return new JsonSource(this);
    }

    int maxRecordBytes() {
        return (int) maxRecordSize.bytes();
    }
}
