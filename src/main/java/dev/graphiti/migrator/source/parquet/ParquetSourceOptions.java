package dev.graphiti.migrator.source.parquet;

import dev.graphiti.migrator.config.Setting;
import dev.graphiti.migrator.config.Variant;
import dev.graphiti.migrator.source.RecordSource;
import dev.graphiti.migrator.source.flink.SourceOptions;
import java.util.List;

/** What to read from Parquet files. */
@Variant(value = "parquet", description = "Parquet files, plain or in the layout of Pinecone's import.")
public record ParquetSourceOptions(
        @Setting("The sets of files to read.") List<ParquetInput> inputs) implements SourceOptions {
    public ParquetSourceOptions {
        inputs = List.copyOf(inputs);
        ParquetInput.check(!inputs.isEmpty(), "inputs is empty; name at least one set of files with its paths");
    }

    /** Plain files of one collection. */
    public static ParquetSourceOptions of(String collection, String... paths) {
        return new ParquetSourceOptions(
                List.of(new ParquetInput(collection, List.of(paths), ParquetLayout.PLAIN, MixedTypes.REFUSE)));
    }

    @Override
    public RecordSource source() {
        return new ParquetSource(this);
    }

    List<String> pathsOf(String collection) {
        return inputs.stream()
                .filter(input -> input.collection().equals(collection))
                .flatMap(input -> input.paths().stream())
                .toList();
    }
}
