package dev.graphiti.migrator.source.graphrag;

import dev.graphiti.migrator.config.Setting;
import dev.graphiti.migrator.config.Variant;
import dev.graphiti.migrator.source.RecordSource;
import dev.graphiti.migrator.source.file.WorkingFolder;
import dev.graphiti.migrator.source.flink.SourceOptions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which output of GraphRAG to read, and how. */
@Variant(
        value = "graphrag",
        description = "The Parquet output of Microsoft GraphRAG, of any version. Has a built-in mapping.")
public record GraphRagSourceOptions(
        @Setting(value = "The folder of an output, or a folder that contains several.", example = "christmas/output")
        String path,

        @Setting(
                value = "The group of all elements of an output. `{folder}` is the name of its folder, or of the"
                        + " parent folder if the folder is named output or artifacts.",
                defaultValue = "\"{folder}\"")
        String group,

        @Setting(
                value = "What to do with a relationship or claim that refers to a missing entity: write a dead"
                        + " letter, or create an entity of this name with the label Stub.",
                defaultValue = "dead-letter")
        DanglingPolicy dangling,

        @Setting("The time of documents and text units.") GraphRagTimeOptions time,

        @Setting("Labels for types, for example `GEO: Place`. Other types are converted to labels. An entity"
                + " without a type has only the label Entity.")
        Map<String, String> labels,

        @Setting(
                value = "The text of a community's report that becomes the summary of the community.",
                defaultValue = "summary")
        CommunitySummary communitySummary,

        @Setting(
                value = "What to do with snapshots of embeddings (`embeddings.*.parquet`). `keep` uses those of"
                        + " entity titles and relationship descriptions, the texts that Graphiti embeds;"
                        + " embedding.vectors must be `keep` too.",
                defaultValue = "reembed")
        GivenEmbeddings embeddings,

        @Setting(
                value = "The model that created the snapshots; required to keep them, and must be the model of"
                        + " `embedding`.",
                example = "text-embedding-3-small")
        @Nullable
        String embeddingsModel)
        implements SourceOptions {
    private static final String FOLDER = "{folder}";

    public GraphRagSourceOptions {
        labels = new LinkedHashMap<>(labels);
        check(!path.isBlank(), "path is empty; name the folder with GraphRAG's output");
        check(!group.isBlank(), "group is empty; name it, or omit it");
        check(
                embeddings == GivenEmbeddings.REEMBED || embeddingsModel != null,
                "embeddings can be kept only when embeddings-model names the model that made them");
    }

    /** With the default settings. */
    public static GraphRagSourceOptions of(String path) {
        return new GraphRagSourceOptions(
                path,
                FOLDER,
                DanglingPolicy.DEAD_LETTER,
                new GraphRagTimeOptions(
                        "creation_date",
                        List.of("iso"),
                        "UTC",
                        GraphRagTimeOptions.FAIL_RECORD,
                        GraphRagTimeOptions.FAIL_RECORD),
                Map.of(),
                CommunitySummary.SUMMARY,
                GivenEmbeddings.REEMBED,
                null);
    }

    private static void check(boolean right, String otherwise) {
        if (!right) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    boolean keepsEmbeddings() {
        return embeddings == GivenEmbeddings.KEEP;
    }

    String groupOf(Output output) {
        return group.replace(FOLDER, output.name());
    }

    @Override
    public RecordSource source() {
        return new GraphRagSource(this, new ParquetTables(), WorkingFolder.current());
    }
}
