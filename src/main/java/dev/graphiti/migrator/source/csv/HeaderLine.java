package dev.graphiti.migrator.source.csv;

/** What the first line of a table is. */
public enum HeaderLine {
    /** It has the names of the columns. */
    NAMES,
    /** There is none: the first line is a row. */
    NONE,
    /** It is passed by, since the columns are named otherwise. */
    IGNORED
}
