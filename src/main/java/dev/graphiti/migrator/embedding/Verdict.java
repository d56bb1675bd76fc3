package dev.graphiti.migrator.embedding;

/** What to do about a request that failed. */
public enum Verdict {
    /** We ask too much: slow down, and ask again until we give up. */
    THROTTLED,
    /** The provider is not there or not well: ask again until we give up. */
    UNAVAILABLE,
    /** The answer makes no sense: ask again a few times. */
    UNREADABLE,
    /** Something in the request is not taken: split it until the text that is to blame stands alone. */
    REFUSED,
    /** Nothing will succeed until a person acts: stop the run. */
    FATAL
}
