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
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which texts of a record need a vector, and how the vectors come into it: the names of entities and communities, and
 * the facts. An element that cannot have a vector is taken out of its record and becomes a dead letter; what else the
 * record holds goes on. Pure.
 */
record RecordVectors(VectorPolicy given, VectorSpace space) implements Serializable {
    private static final String STAGE = "embed";
    private static final String WRONG_DIMENSION = "wrong-dimension";

    /** In a fixed order. */
    List<String> textsOf(MappedRecord record) {
        return Stream.of(
                        texts(record.entities(), EmbeddableField.ENTITY),
                        texts(record.communities(), EmbeddableField.COMMUNITY),
                        texts(record.facts(), EmbeddableField.FACT),
                        texts(record.copies(), EmbeddableField.COPY))
                .flatMap(texts -> texts)
                .toList();
    }

    private <E extends GraphElement> Stream<String> texts(List<E> elements, EmbeddableField<E> slot) {
        return elements.stream().filter(element -> isToBeMade(element, slot)).map(slot::wording);
    }

    private <E extends GraphElement> boolean isToBeMade(E element, EmbeddableField<E> slot) {
        boolean wanted = slot.vector().apply(element) == null || given == VectorPolicy.REEMBED;
        return wanted && slot.hasText(element);
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
            MappedRecord filled = record.with(
                    each(record.entities(), EmbeddableField.ENTITY),
                    each(record.communities(), EmbeddableField.COMMUNITY),
                    each(record.facts(), EmbeddableField.FACT),
                    each(record.copies(), EmbeddableField.COPY));
            return new EmbeddedRecord(changed ? filled : record, letters);
        }

        private <E extends GraphElement> List<E> each(List<E> elements, EmbeddableField<E> slot) {
            List<E> kept = new ArrayList<>(elements.size());
            for (E element : elements) {
                E settled = settled(element, slot);
                changed |= settled != element;
                if (settled != null) {
                    kept.add(settled);
                }
            }
            return Collections.unmodifiableList(kept);
        }

        /** Null if the element becomes a dead letter. */
        private <E extends GraphElement> @Nullable E settled(E element, EmbeddableField<E> slot) {
            Embedding vector = slot.vector().apply(element);
            if (isToBeMade(element, slot)) {
                return results == null ? element : withVector(element, slot, results.next());
            }
            if (vector != null && vector.dimension() != space.dimension()) {
                letters.add(letter(element, WRONG_DIMENSION, wrongDimension(element, vector)));
                return null;
            }
            return element;
        }

        private <E extends GraphElement> @Nullable E withVector(
                E element, EmbeddableField<E> slot, EmbeddingResult result) {
            if (result instanceof Rejected rejected) {
                letters.add(letter(element, rejected.reason().word(), rejected.message()));
                return null;
            }
            return slot.withVector().apply(element, ((Embedded) result).embedding());
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
