package dev.graphiti.migrator.embedding.stage;

import dev.graphiti.migrator.embedding.EmbeddingResult;
import dev.graphiti.migrator.embedding.EmbeddingResult.Embedded;
import dev.graphiti.migrator.embedding.EmbeddingResult.Rejected;
import dev.graphiti.migrator.embedding.config.VectorPolicy;
import dev.graphiti.migrator.embedding.config.VectorSpace;
import dev.graphiti.migrator.model.DeadLetter;
import dev.graphiti.migrator.model.DeadLetter.Kept;
import dev.graphiti.migrator.model.Embedding;
import dev.graphiti.migrator.model.GraphElement;
import dev.graphiti.migrator.model.MappedRecord;
import dev.graphiti.migrator.model.ReadableJson;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which texts of a record need a vector, and how the vectors come into it: the names of entities and communities, and
 * the facts. An element that cannot have a vector is taken out of its record and becomes a dead letter; what else the
 * record holds goes on. Pure.
 */
record RecordVectors(VectorPolicy given, VectorSpace space) implements Serializable {
    private static final String STAGE = "embed";
    private static final String WRONG_DIMENSION = "wrong-dimension";

    /** In the order of the elements, as Graphiti words them for its embedder. */
    List<String> textsOf(MappedRecord record) {
        List<String> texts = new ArrayList<>();
        for (GraphElement element : record.elements()) {
            if (isToBeMade(element)) {
                texts.add(Objects.requireNonNull(element.embeddableText()).replace('\n', ' '));
            }
        }
        return texts;
    }

    /** Only copies may have no text: of a kind without vectors, or of an element that has been damaged. */
    private boolean isToBeMade(GraphElement element) {
        String text = element.embeddableText();
        return text != null && !text.isBlank() && (element.vector() == null || given == VectorPolicy.REEMBED);
    }

    /** @param results one for each of {@link #textsOf} */
    EmbeddedRecord filled(MappedRecord record, List<EmbeddingResult> results) {
        return new Filling(record, results.iterator()).done();
    }

    /** Makes no vectors, only checks those that are there. */
    EmbeddedRecord checked(MappedRecord record) {
        return new Filling(record, null).done();
    }

    /** One record on its way. */
    private final class Filling {
        private final MappedRecord record;

        /** Null where no vectors are made. */
        private final @Nullable Iterator<EmbeddingResult> results;

        private final List<DeadLetter> letters = new ArrayList<>();
        private boolean changed;

        Filling(MappedRecord record, @Nullable Iterator<EmbeddingResult> results) {
            this.record = record;
            this.results = results;
        }

        EmbeddedRecord done() {
            List<GraphElement> kept = new ArrayList<>(record.elements().size());
            for (GraphElement element : record.elements()) {
                GraphElement settled = settled(element);
                changed |= settled != element;
                if (settled != null) {
                    kept.add(settled);
                }
            }
            return new EmbeddedRecord(changed ? record.with(kept) : record, letters);
        }

        /** Null if the element becomes a dead letter. */
        private @Nullable GraphElement settled(GraphElement element) {
            Embedding vector = element.vector();
            if (isToBeMade(element)) {
                return results == null ? element : withVector(element, results.next());
            }
            if (vector != null && vector.dimension() != space.dimension()) {
                letters.add(letter(element, WRONG_DIMENSION, wrongDimension(element, vector)));
                return null;
            }
            return element;
        }

        private @Nullable GraphElement withVector(GraphElement element, EmbeddingResult result) {
            if (result instanceof Rejected rejected) {
                letters.add(letter(element, rejected.reason().word(), rejected.message()));
                return null;
            }
            return element.withVector(((Embedded) result).embedding());
        }

        private DeadLetter letter(GraphElement element, String reason, String message) {
            return DeadLetter.of(
                    STAGE,
                    element.kind().graphName(),
                    element.uuid(),
                    reason,
                    message,
                    record.origin(),
                    Kept.pointer(ReadableJson.of((Record) element)));
        }
    }

    private String wrongDimension(GraphElement element, Embedding vector) {
        return ("the vector of %s %s has dimension %d, but the graph's model %s has %d; set embedding.vectors to"
                        + " reembed to compute it again")
                .formatted(
                        element.kind().graphName(),
                        element.uuid(),
                        vector.dimension(),
                        space.model(),
                        space.dimension());
    }
}
