package dev.graphiti.migrator.graph.write;

/**
 * What an edge's row says of its ends, and how a statement finds them by that.
 *
 * @param source its uuid, or its element id where it is at hand
 * @param target its uuid, or its element id where it is at hand
 */
record EdgeEndpoints(Seeks seeks, String source, String target) {
    /** How a statement finds the ends of all its edges. */
    record Seeks(EndpointLookup source, EndpointLookup target) {}
}
