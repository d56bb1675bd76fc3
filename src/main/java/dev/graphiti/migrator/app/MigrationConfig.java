package dev.graphiti.migrator.app;

import dev.graphiti.migrator.config.ConfigShape;
import dev.graphiti.migrator.config.Setting;
import dev.graphiti.migrator.embedding.config.EmbeddingOptions;
import dev.graphiti.migrator.graph.TargetOptions;
import dev.graphiti.migrator.graph.write.WriteOptions;
import dev.graphiti.migrator.graph.write.WriteOptions.OnExisting;
import dev.graphiti.migrator.graph.write.WriteOptions.OnGone;
import dev.graphiti.migrator.mapping.RecordMapping;
import dev.graphiti.migrator.mapping.config.CollectionMapping;
import dev.graphiti.migrator.mapping.path.FieldPath;
import dev.graphiti.migrator.mapping.path.TemplateContext;
import dev.graphiti.migrator.mapping.yaml.GraphitiMapping;
import dev.graphiti.migrator.mapping.yaml.RecordMapper;
import dev.graphiti.migrator.source.flink.SourceOptions;
import dev.graphiti.migrator.source.graphiti.GraphitiSourceOptions;
import dev.graphiti.migrator.source.graphrag.GraphRagSourceOptions;
import dev.graphiti.migrator.source.json.JsonSourceOptions;
import dev.graphiti.migrator.source.kafka.KafkaSourceOptions;
import dev.graphiti.migrator.source.neo4j.Neo4jSourceOptions;
import dev.graphiti.migrator.source.parquet.ParquetSourceOptions;
import dev.graphiti.migrator.source.pinecone.PineconeOptions;
import dev.graphiti.migrator.source.weaviate.WeaviateSourceOptions;
import dev.graphiti.migrator.source.weaviate.export.WeaviateExportOptions;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The whole configuration of a migration: one YAML file. */
public record MigrationConfig(
        @Setting("Where the records come from.") SourceOptions source,

        @Setting("How records are mapped, by collection; `*` applies to all other collections. Required, except for"
                + " a source with a built-in mapping, for which it is not allowed.")
        Map<String, CollectionMapping> mapping,

        @Setting("The embedding model for the vectors of names and facts.")
        EmbeddingOptions embedding,

        @Setting("The Neo4j server that contains the graph. If omitted, the local command starts a local server.")
        @Nullable
        TargetOptions target,

        @Setting("How elements are written to the graph.") WriteOptions write,

        @Setting("How often the job's state is saved.") CheckpointOptions checkpoint,

        @Setting("Where a run stores its files, how many dead letters it tolerates, and what they contain.")
        RunOptions run)
        implements Serializable {
    public MigrationConfig {
        if (source instanceof GraphRagSourceOptions graphRag) {
            GraphRagMigration.check(graphRag, mapping, embedding);
        }
        if (write.onGone() != OnGone.KEEP && (run.name() == null || write.onExisting() != OnExisting.UPDATE)) {
            throw new IllegalArgumentException(
                    "write.on-gone needs run.name and write.on-existing: update; set both, or remove write.on-gone");
        }
        if (write.latestBy() != null) {
            FieldPath.parse(write.latestBy(), TemplateContext.RECORD);
        }
        if (bringsMapping(source) && !mapping.isEmpty()) {
            throw new IllegalArgumentException(
                    "mapping is not allowed for this source, which has a built-in mapping; remove it");
        }
        if (!bringsMapping(source) && mapping.isEmpty()) {
            throw new IllegalArgumentException(
                    "mapping is missing; define it for each collection of the source, or for \"*\"");
        }
    }

    /** Whether the records have one known shape, so that nobody need say what becomes of them. */
    private static boolean bringsMapping(SourceOptions source) {
        return source instanceof GraphitiSourceOptions || source instanceof GraphRagSourceOptions;
    }

    /** What the YAML looks like. */
    public static ConfigShape<MigrationConfig> shape() {
        return ConfigShape.of(MigrationConfig.class)
                .withVariants(
                        SourceOptions.class,
                        List.of(
                                JsonSourceOptions.class,
                                ParquetSourceOptions.class,
                                PineconeOptions.class,
                                WeaviateSourceOptions.class,
                                WeaviateExportOptions.class,
                                Neo4jSourceOptions.class,
                                GraphitiSourceOptions.class,
                                GraphRagSourceOptions.class,
                                KafkaSourceOptions.class));
    }

    /** What makes elements of the source's records, in a run that started then. */
    public RecordMapping recordMapping(Instant runStart) {
        if (source instanceof GraphitiSourceOptions) {
            return new GraphitiMapping();
        }
        return source instanceof GraphRagSourceOptions graphRag
                ? GraphRagMigration.mapping(graphRag, runStart)
                : new RecordMapper(mapping, runStart);
    }

    public MigrationConfig withTarget(TargetOptions newTarget) {
        return new MigrationConfig(source, mapping, embedding, newTarget, write, checkpoint, run);
    }
}
