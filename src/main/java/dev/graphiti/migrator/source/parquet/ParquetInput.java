package dev.graphiti.migrator.source.parquet;

import dev.graphiti.migrator.config.Setting;
import java.io.Serializable;
import java.util.List;

/** A set of files whose records are of one collection. */
public record ParquetInput(
        @Setting(
                value = "The name of these records in identities, counts and the mapping. With the layout"
                        + " pinecone-import it may be omitted: then each namespace is a collection.",
                defaultValue = "\"\"",
                example = "tickets")
        String collection,

        @Setting(
                value = "Files, folders (searched recursively for .parquet, .parq and .pq) or globs; with the"
                        + " layout pinecone-import the folder that contains the folders of the namespaces.",
                example = "[\"data/tickets/*.parquet\", \"s3://exports/tickets\"]")
        List<String> paths,

        @Setting(
                value = "The meaning of folders and columns: plain reads every row with its columns,"
                        + " pinecone-import reads `<namespace>/*.parquet` with id, values, sparse_values and metadata.",
                defaultValue = "plain")
        ParquetLayout layout,

        @Setting(
                value = "What to do if a column contains, for example, text in one file and numbers in another."
                        + " Integers and decimals are compatible, and a column may be missing.",
                defaultValue = "refuse")
        MixedTypes mixedTypes)
        implements Serializable {
    public ParquetInput {
        paths = List.copyOf(paths);
        check(
                !collection.isBlank() || layout == ParquetLayout.PINECONE_IMPORT,
                "the collection has no name, which only the layout pinecone-import can do without");
        check(
                !paths.isEmpty() && paths.stream().noneMatch(String::isBlank),
                (collection.isBlank() ? "an input of Pinecone's layout" : collection)
                        + " names no path, or an empty one");
    }

    /** For messages. */
    String name() {
        return collection.isBlank() ? String.join(", ", paths) : collection;
    }

    static void check(boolean right, String otherwise) {
        if (!right) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
