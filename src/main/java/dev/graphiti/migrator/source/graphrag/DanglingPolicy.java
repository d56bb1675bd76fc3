package dev.graphiti.migrator.source.graphrag;

/** How a relationship or claim is handled if one of its ends is not an entity. */
public enum DanglingPolicy {
    /** It is set aside. */
    DEAD_LETTER,
    /** An entity with the label Stub is made for the end. */
    STUB_ENTITY
}
