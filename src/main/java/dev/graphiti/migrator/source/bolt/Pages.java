package dev.graphiti.migrator.source.bolt;

/** The pages of one split, each loaded at once, bounded in memory whatever the data is like. Used by one thread. */
@FunctionalInterface
interface Pages {
    /** How many bytes of records, roughly, make a page full before its count does. */
    long BYTES = 8 << 20;

    /**
     * Loads the page behind a position.
     *
     * @param position of a record, or of a page, or the start of the split
     * @throws org.neo4j.driver.exceptions.Neo4jException when the server fails
     */
    Page load(String position);
}
