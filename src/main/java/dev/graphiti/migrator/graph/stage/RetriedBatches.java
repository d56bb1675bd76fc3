package dev.graphiti.migrator.graph.stage;

/**
 * So many times a batch was sent again.
 *
 * @param failure why: {@link #TRANSIENT} or {@link #OUTAGE}
 */
public record RetriedBatches(String failure, long count) {
    /** A deadlock, or another failure that passes by itself. */
    public static final String TRANSIENT = "transient";
    /** The server was away. */
    public static final String OUTAGE = "outage";
}
