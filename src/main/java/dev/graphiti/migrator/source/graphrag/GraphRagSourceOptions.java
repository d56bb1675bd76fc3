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
        description = "The Parquet output of Microsoft GraphRAG, of any version; it needs no `mapping`.")
public record GraphRagSourceOptions(
        @Setting(value = "The folder of an output, or one that holds several.", example = "christmas/output")
        String path,

        @Setting(
                value =
                        "The group of everything in an output. `{folder}` stands for the name of its folder, or of the one"
                                + " above where it is only named output or artifacts.",
                defaultValue = "\"{folder}\"")
        String group,

        @Setting(
                value = "What to do with a relationship or claim that names an entity which is in no row: set it aside,"
                        + " or make an entity of the name, labeled Stub.",
                defaultValue = "dead-letter")
        DanglingPolicy dangling,

        @Setting("The time of documents and text units.") GraphRagTimeOptions time,

        @Setting("Labels for types, for instance `GEO: Place`. Other types are made into labels, and an entity without"
                + " one has none besides Entity.")
        Map<String, String> labels,

        @Setting(
                value = "Which text of a community's report becomes the summary of the community.",
                defaultValue = "summary")
        CommunitySummary communitySummary,

        @Setting(
                value =
                        "What to do with snapshots of embeddings (`embeddings.*.parquet`). Kept are those of entity titles"
                                + " and relationship descriptions, the texts that Graphiti embeds; embedding.vectors must be keep too.",
                defaultValue = "reembed")
        GivenEmbeddings embeddings,

        @Setting(
                value = "The model that made the snapshots; needed to keep them, and must be the one of `embedding`.",
                example = "text-embedding-3-small")
        @Nullable
        String embeddingsModel)
        implements SourceOptions {
    private static final String FOLDER = "{folder}";

    public GraphRagSourceOptions {
        labels = new LinkedHashMap<>(labels);
        check(!path.isBlank(), "path is empty; name the folder with GraphRAG's output");
        check(!group.isBlank(), "group is empty; name it, or leave it out");
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
