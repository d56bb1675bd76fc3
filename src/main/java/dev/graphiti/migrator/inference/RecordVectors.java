package dev.graphiti.migrator.inference;

import dev.graphiti.migrator.inference.EmbeddingResult.Embedded;
import dev.graphiti.migrator.inference.EmbeddingResult.Rejected;
import dev.graphiti.migrator.model.CommunityNode;
import dev.graphiti.migrator.model.DeadLetter;
import dev.graphiti.migrator.model.Embedding;
import dev.graphiti.migrator.model.EntityEdge;
import dev.graphiti.migrator.model.EntityNode;
import dev.graphiti.migrator.model.MappedRecord;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which texts of a record need a vector, and how the vectors come into it: the names of entities and communities, and
 * the facts. Pure.
 */
record RecordVectors(GivenVectors given, VectorSpace space) implements Serializable {
    private static final String STAGE = "embed";
    private static final String WRONG_DIMENSION = "wrong-dimension";
    private static final int LONGEST_RAW = 8_192;

    /** One element with a vector: its text, and the vector that it came with. */
    private record Slot(String text, @Nullable Embedding given) {}

    private static Stream<Slot> slots(MappedRecord record) {
        return Stream.of(
                        record.entities().stream().map(node -> new Slot(node.name(), node.nameEmbedding())),
                        record.communities().stream().map(node -> new Slot(node.name(), node.nameEmbedding())),
                        record.facts().stream().map(edge -> new Slot(edge.fact(), edge.factEmbedding())))
                .flatMap(slots -> slots);
    }

    /** In a fixed order, as Graphiti words them; none for a record that will not go on. */
    List<String> textsOf(MappedRecord record) {
        if (misfit(record) != null) {
            return List.of();
        }
        return slots(record)
                .filter(slot -> isMissing(slot.given()))
                .map(slot -> slot.text().replace('\n', ' '))
                .toList();
    }

    /** @param results one for each of {@link #textsOf} */
    EmbeddedRecord filled(MappedRecord record, List<EmbeddingResult> results) {
        Embedding misfit = misfit(record);
        if (misfit != null) {
            return EmbeddedRecord.dead(wrongDimension(record, misfit));
        }
        for (EmbeddingResult result : results) {
            if (result instanceof Rejected rejected) {
                return EmbeddedRecord.dead(deadLetter(record, rejected.reason().word(), rejected.message()));
            }
        }
        return EmbeddedRecord.of(results.isEmpty() ? record : withVectors(record, results));
    }

    private MappedRecord withVectors(MappedRecord record, List<EmbeddingResult> results) {
        Iterator<Embedding> vectors =
                results.stream().map(result -> ((Embedded) result).embedding()).iterator();
        // The order of slots.
        List<EntityNode> entities = record.entities().stream()
                .map(node -> node.withNameEmbedding(vector(node.nameEmbedding(), vectors)))
                .toList();
        List<CommunityNode> communities = record.communities().stream()
                .map(node -> node.withNameEmbedding(vector(node.nameEmbedding(), vectors)))
                .toList();
        List<EntityEdge> facts = record.facts().stream()
                .map(edge -> edge.withFactEmbedding(vector(edge.factEmbedding(), vectors)))
                .toList();
        return record.with(entities, communities, facts);
    }

    private @Nullable Embedding vector(@Nullable Embedding givenVector, Iterator<Embedding> vectors) {
        return isMissing(givenVector) ? vectors.next() : givenVector;
    }

    private boolean isMissing(@Nullable Embedding vector) {
        return vector == null || given == GivenVectors.REEMBED;
    }

    /** A vector to be kept that does not fit; null if there is none. */
    @Nullable
    Embedding misfit(MappedRecord record) {
        if (given == GivenVectors.REEMBED) {
            return null;
        }
        return slots(record)
                .flatMap(slot -> Stream.ofNullable(slot.given()))
                .filter(vector -> vector.dimension() != space.dimension())
                .findFirst()
                .orElse(null);
    }

    DeadLetter wrongDimension(MappedRecord record, Embedding misfit) {
        return deadLetter(
                record,
                WRONG_DIMENSION,
                "a vector of the record has dimension %d, but the graph's model %s has %d; set embedding.vectors to reembed to have it made anew"
                        .formatted(misfit.dimension(), space.model(), space.dimension()));
    }

    private static DeadLetter deadLetter(MappedRecord record, String reason, String message) {
        String raw = record.toString();
        return new DeadLetter(
                STAGE,
                DeadLetter.RECORD,
                "",
                reason,
                message,
                record.origin(),
                raw.length() <= LONGEST_RAW ? raw : raw.substring(0, LONGEST_RAW));
    }
}
