package dev.graphiti.migrator.source.weaviate;

/** What becomes of tenants that cannot be read. They are never activated, for that changes the source. */
public enum InactiveTenants {
    DEAD_LETTER,
    FAIL,
    LEAVE_OUT
}
