package dev.graphiti.migrator.app;

import dev.graphiti.migrator.embedding.config.EmbeddingOptions;
import dev.graphiti.migrator.embedding.config.OpenAiOptions;
import dev.graphiti.migrator.embedding.config.VectorPolicy;
import dev.graphiti.migrator.embedding.config.VectorSpace;
import dev.graphiti.migrator.mapping.RecordMapping;
import dev.graphiti.migrator.mapping.config.CollectionMapping;
import dev.graphiti.migrator.mapping.graphrag.EpisodeTime;
import dev.graphiti.migrator.mapping.graphrag.GraphRagMapping;
import dev.graphiti.migrator.mapping.graphrag.GraphRagRules;
import dev.graphiti.migrator.mapping.graphrag.GraphRagRules.Dangling;
import dev.graphiti.migrator.source.graphrag.CommunitySummary;
import dev.graphiti.migrator.source.graphrag.DanglingPolicy;
import dev.graphiti.migrator.source.graphrag.GivenEmbeddings;
import dev.graphiti.migrator.source.graphrag.GraphRagSourceOptions;
import dev.graphiti.migrator.source.graphrag.GraphRagTimeOptions;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the options of a GraphRAG source mean for its mapping, which is not configured by collection. */
final class GraphRagMigration {
    private GraphRagMigration() {}

    /** @throws IllegalArgumentException when the parts of the configuration do not fit each other */
    static void check(
            GraphRagSourceOptions source, Map<String, CollectionMapping> mapping, EmbeddingOptions embedding) {
        if (!mapping.isEmpty()) {
            throw new IllegalArgumentException(
                    "a graphrag source has a built-in mapping, so mapping has no effect; remove it");
        }
        mapping(source, Instant.EPOCH);
        if (source.embeddings() == GivenEmbeddings.REEMBED) {
            return;
        }
        String model = modelOf(embedding);
        if (!Objects.equals(source.embeddingsModel(), model) || embedding.vectors() != VectorPolicy.KEEP) {
            throw new IllegalArgumentException(
                    "source.embeddings is keep, but its vectors are of the model %s and embedding makes those of %s with vectors: %s; two models in one graph cannot be compared, so set source.embeddings to reembed"
                            .formatted(
                                    source.embeddingsModel(),
                                    model,
                                    embedding.vectors().name().toLowerCase(Locale.ROOT)));
        }
    }

    private static @Nullable String modelOf(EmbeddingOptions embedding) {
        if (embedding instanceof OpenAiOptions openAi) {
            return openAi.model();
        }
        VectorSpace space = embedding.space();
        return space == null ? null : space.model();
    }

    static RecordMapping mapping(GraphRagSourceOptions source, Instant runStart) {
        GraphRagTimeOptions time = source.time();
        return new GraphRagMapping(
                new GraphRagRules(
                        source.dangling() == DanglingPolicy.STUB_ENTITY ? Dangling.STUB_ENTITY : Dangling.DEAD_LETTER,
                        source.labels(),
                        source.communitySummary() == CommunitySummary.FULL_CONTENT ? "full_content" : "summary",
                        new EpisodeTime(
                                time.field(), time.formats(), time.zone(), time.ifMissing(), time.ifUnreadable())),
                runStart);
    }
}
