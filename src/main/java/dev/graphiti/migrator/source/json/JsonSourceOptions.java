package dev.graphiti.migrator.source.json;

import dev.graphiti.migrator.config.ByteSize;
import dev.graphiti.migrator.config.Setting;
import dev.graphiti.migrator.config.Variant;
import dev.graphiti.migrator.source.RecordSource;
import dev.graphiti.migrator.source.flink.SourceOptions;
import java.util.List;

/** What to read from JSON files, and how. */
@Variant(
        value = "json",
        description =
                "JSON Lines, JSON documents, CSV and TSV from files, also compressed (gzip, zstd, bzip2) or in zip archives.")
public record JsonSourceOptions(
        @Setting("The sets of files to read.") List<JsonInput> inputs,

        @Setting(
                value = "Files of lines are read in splits of this size, in parallel; a compressed file, a document,"
                        + " a table with csv.multiline: true or a file in another charset than UTF-8 is one split.",
                defaultValue = "64mb",
                min = "1kb",
                max = "1tb")
        ByteSize splitSize,

        @Setting(
                value = "Maximum size of a record, which bounds the memory. A longer record is a dead letter.",
                defaultValue = "16mb",
                min = "1kb",
                max = "256mb")
        ByteSize maxRecordSize)
        implements SourceOptions {
    public JsonSourceOptions {
        inputs = List.copyOf(inputs);
        JsonInput.check(!inputs.isEmpty(), "inputs is empty; name at least one collection with its paths");
    }

    /** With the default sizes. */
    public static JsonSourceOptions of(JsonInput... inputs) {
        return new JsonSourceOptions(List.of(inputs), new ByteSize(64 << 20), new ByteSize(16 << 20));
    }

    @Override
    public RecordSource source() {
        return new JsonSource(this);
    }

    List<String> pathsOf(String collection) {
        return inputs.stream()
                .filter(input -> input.collection().equals(collection))
                .flatMap(input -> input.paths().stream())
                .toList();
    }

    int maxRecordBytes() {
        return (int) maxRecordSize.bytes();
    }
}
