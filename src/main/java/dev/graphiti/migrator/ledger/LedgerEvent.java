package dev.graphiti.migrator.ledger;

import java.util.Locale;

/** What a run did to an element. The words are in files that are kept, and never change. */
public enum LedgerEvent {
    /** It was not in the graph. */
    CREATED,
    /** It was in the graph and was not changed. */
    KEPT,
    /** It was in the graph and was changed. */
    UPDATED,
    /** It was removed from the graph. */
    DELETED,
    /** It was connected to other nodes. */
    MOVED,
    /** Its record is as the last run of the same name has read it. */
    UNCHANGED,
    /** The source has no record of it any more. Nothing was done to it. */
    GONE;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The event with this word.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static LedgerEvent of(String word) {
        for (LedgerEvent event : values()) {
            if (event.word().equals(word)) {
                return event;
            }
        }
        throw new IllegalArgumentException("'" + word + "' is not an event");
    }
}
