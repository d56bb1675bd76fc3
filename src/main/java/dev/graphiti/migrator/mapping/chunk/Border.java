package dev.graphiti.migrator.mapping.chunk;

/** How well a text can be cut at a place; the best one is the last. */
enum Border {
    /** Inside a character that has several code points, or at the beginning. */
    NONE,
    CHARACTER,
    /** After white space. */
    WORD,
    /** After the punctuation that ends a sentence and the white space that follows it. */
    SENTENCE,
    /** After a line break. */
    LINE,
    /** After a blank line. */
    PARAGRAPH;

    boolean isBetterThan(Border other) {
        return compareTo(other) > 0;
    }
}
