package dev.graphiti.migrator.source.json;

/** How records stand in a file. */
public enum JsonFormat {
    /**
     * Decided from the first bytes of each file: a document when a pointer is given, when the first value is an array,
     * or when it is an object that goes on behind the first line; lines otherwise. The name of the file does not matter,
     * since arrays do lie about in files called {@code .jsonl}.
     */
    AUTO,
    /** One object in each line. */
    LINES,
    /**
     * One or more values, however they are indented: the items of an array are records, an object is one record. With a
     * pointer, the items of the array that it names.
     */
    DOCUMENT
}
