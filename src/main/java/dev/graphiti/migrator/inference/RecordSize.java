package dev.graphiti.migrator.inference;

import dev.graphiti.migrator.model.Embedding;
import dev.graphiti.migrator.model.MappedRecord;
import org.jspecify.annotations.Nullable;

/** Estimates the memory of a record, to keep a bundle within bounds; close enough for texts and vectors. */
final class RecordSize {
    /** The uuids, times and object headers of an element. */
    private static final long ELEMENT = 400;

    private RecordSize() {}

    static long of(MappedRecord record) {
        long bytes = ELEMENT;
        for (var episode : record.episodes()) {
            bytes += ELEMENT
                    + length(episode.content())
                    + 40L * episode.entityEdges().size();
        }
        for (var entity : record.entities()) {
            bytes += ELEMENT + length(entity.name()) + length(entity.summary());
            bytes += length(entity.attributes().json()) + length(entity.nameEmbedding());
        }
        for (var community : record.communities()) {
            bytes += ELEMENT + length(community.name()) + length(community.summary());
            bytes += length(community.nameEmbedding());
        }
        for (var fact : record.facts()) {
            bytes += ELEMENT + length(fact.fact()) + length(fact.attributes().json());
            bytes += length(fact.factEmbedding()) + 40L * fact.episodes().size();
        }
        return bytes + ELEMENT * (record.sagas().size() + record.edges().size());
    }

    private static long length(String text) {
        return text.length();
    }

    private static long length(@Nullable Embedding embedding) {
        return embedding == null ? 0 : (long) Float.BYTES * embedding.dimension();
    }
}
