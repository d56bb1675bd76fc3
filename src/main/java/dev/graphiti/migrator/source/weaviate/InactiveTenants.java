package dev.graphiti.migrator.source.weaviate;

/** How tenants that cannot be read are handled. They are never activated, because that would change the source. */
public enum InactiveTenants {
    DEAD_LETTER,
    FAIL,
    LEAVE_OUT
}
