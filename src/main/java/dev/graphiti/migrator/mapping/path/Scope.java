package dev.graphiti.migrator.mapping.path;

import dev.graphiti.migrator.model.RecordOrigin;
import dev.graphiti.migrator.source.fields.Fields;
import org.jspecify.annotations.Nullable;

/**
 * What paths and templates look into.
 *
 * @param about what the source tells of the record besides its fields
 * @param item the item of a list, where one is gone through
 */
public record Scope(
        Fields fields,
        Fields about,
        RecordOrigin origin,
        String contentHash,
        @Nullable Item item,
        String fromName,
        String toName) {
    public static Scope of(Fields fields, RecordOrigin origin, String contentHash) {
        return new Scope(fields, Fields.EMPTY, origin, contentHash, null, "", "");
    }

    @Nullable
    Object itemValue() {
        return item == null ? null : item.value();
    }

    @Nullable
    Object itemKey() {
        return item == null ? null : item.key();
    }

    public Scope withAbout(Fields newAbout) {
        return new Scope(fields, newAbout, origin, contentHash, item, fromName, toName);
    }

    public Scope withItem(@Nullable Item newItem) {
        return new Scope(fields, about, origin, contentHash, newItem, fromName, toName);
    }

    public Scope withEnds(String newFromName, String newToName) {
        return new Scope(fields, about, origin, contentHash, item, newFromName, newToName);
    }
}
