package dev.graphiti.migrator.source.graphrag;

/** What becomes of a relationship or claim one of whose ends is no entity. */
public enum DanglingPolicy {
    /** It is set aside. */
    DEAD_LETTER,
    /** An entity with the label Stub is made for the end. */
    STUB_ENTITY
}
