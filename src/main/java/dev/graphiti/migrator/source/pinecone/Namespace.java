package dev.graphiti.migrator.source.pinecone;

/**
 * A namespace of an index.
 *
 * @param records how many it holds; lags behind what was written a moment ago
 */
record Namespace(String name, long records) {
    /** What the namespace without a name is called today; older versions of the API leave it empty. */
    static final String DEFAULT = "__default__";

    static Namespace of(String name, long records) {
        return new Namespace(name.isEmpty() ? DEFAULT : name, records);
    }
}
