package dev.graphiti.migrator.model;

import org.jspecify.annotations.Nullable;

/**
 * What a record says of an element now, compared with what the last run of the same name has left.
 *
 * @param uuid of the element
 * @param contentHash of what the record says of it
 * @param lastContent the same of the last run; null if no run of the name has written the element
 * @param lastStored the hash of all that the element had in the graph after the last run; null in the same case
 */
public record Revision(
        String uuid,
        String contentHash,
        @Nullable String lastContent,
        @Nullable String lastStored) {
    /** Of an element that no run of the name has written. */
    public static Revision first(String uuid, String contentHash) {
        return new Revision(uuid, contentHash, null, null);
    }
}
