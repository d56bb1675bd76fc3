package dev.graphiti.migrator.graph.read;

import dev.graphiti.migrator.model.ElementKind;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Elements of one kind that are read together: a range of uuids in the order of {@link UuidOrder}, or all elements whose
 * uuid is no text.
 *
 * @param from the first uuid of the range; null for the elements whose uuid is no text
 * @param to the first uuid after the range; null for a range without an end
 */
public record ElementSplit(
        ElementKind kind, @Nullable String from, @Nullable String to) implements Serializable {
    static ElementSplit withoutUuid(ElementKind kind) {
        return new ElementSplit(kind, null, null);
    }

    boolean endsBefore(String uuid) {
        return to != null && UuidOrder.INSTANCE.compare(uuid, to) >= 0;
    }

    @Override
    public String toString() {
        return from == null
                ? kind.graphName() + " without a uuid"
                : "%s[%s,%s)".formatted(kind.graphName(), from, to == null ? "" : to);
    }
}
