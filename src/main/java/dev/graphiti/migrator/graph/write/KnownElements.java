package dev.graphiti.migrator.graph.write;

import dev.graphiti.migrator.graph.fingerprint.ElementHash;
import dev.graphiti.migrator.graph.read.StoredElement;
import dev.graphiti.migrator.graph.write.BatchResult.Pending;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Transaction;

/**
 * Elements that an earlier run of the same name has written. What the last run has left of an element is known by its
 * hash, so it is known whether others have changed it since.
 *
 * @param earlierStarts when the earlier runs of the name have started: {@code created_at} of what they have created
 */
record KnownElements(Set<Instant> earlierStarts) {
    private static final String CREATED_AT = "created_at";

    /**
     * Those of some elements, which are locked, that are as the last run, or an earlier attempt of this run, has left them. Also
     * those that are as their record wants them: a run that did not finish may have written them.
     *
     * @param found what they have, by their index in the batch
     */
    Map<Integer, StoredElement> unchangedByOthers(
            Transaction transaction, Map<Integer, StoredElement> found, List<Pending> batch, FormerValues former) {
        Set<String> own = former.changedByThisRun(transaction, found.values());
        ElementHash hash = new ElementHash();
        Map<Integer, StoredElement> unchanged = new LinkedHashMap<>();
        found.forEach((i, element) -> {
            String now = hash.of(element).toString();
            if (now.equals(batch.get(i).lastStored())
                    || own.contains(FormerValues.key(element))
                    || now.equals(hash.of(changed(element, batch.get(i).row())).toString())) {
                unchanged.put(i, element);
            }
        });
        return unchanged;
    }

    private StoredElement changed(StoredElement before, ElementRow row) {
        return isCreatedByUs(before) ? replaced(before, row) : row.putOver(before);
    }

    /** Whether an earlier run has created it, so that it has nothing that is not ours. */
    boolean isCreatedByUs(StoredElement element) {
        return isEarlierStart(element.properties().get(CREATED_AT));
    }

    /**
     * What an element that is ours has after it has become what its record says now: nothing of what the record no longer
     * has. It keeps when it was created, and a time that was only the start of a run.
     */
    StoredElement replaced(StoredElement before, ElementRow row) {
        StoredElement ours = row.stored();
        Map<String, Object> properties = new TreeMap<>(ours.properties());
        Object start = instant(properties.get(CREATED_AT));
        properties.replaceAll((name, value) -> {
            Object former = before.properties().get(name);
            boolean isStart = start != null && start.equals(instant(value));
            return isStart && former != null && isEarlierStart(former) ? former : value;
        });
        return new StoredElement(row.kind(), "", ours.labels(), properties, before.ends());
    }

    /** Labels that an element of this kind had and no longer has. */
    static List<String> dropped(StoredElement before, StoredElement now) {
        return before.labels().stream()
                .filter(label -> !now.labels().contains(label))
                .toList();
    }

    private boolean isEarlierStart(@Nullable Object value) {
        Instant instant = instant(value);
        return instant != null && earlierStarts.contains(instant);
    }

    private static @Nullable Instant instant(@Nullable Object value) {
        if (value instanceof ZonedDateTime zoned) {
            return zoned.toInstant();
        }
        return value instanceof OffsetDateTime offset ? offset.toInstant() : null;
    }

    /** Properties without the vector, which a procedure stores. */
    static Map<String, Object> withoutVector(StoredElement element) {
        Map<String, Object> properties = new HashMap<>(element.properties());
        String vector = element.kind().vectorProperty();
        if (vector != null) {
            properties.remove(vector);
        }
        return properties;
    }

    static KnownElements of(Collection<Instant> earlierStarts) {
        return new KnownElements(Set.copyOf(earlierStarts));
    }
}
