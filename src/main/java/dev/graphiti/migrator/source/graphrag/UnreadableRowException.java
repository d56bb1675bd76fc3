package dev.graphiti.migrator.source.graphrag;

/** A row with a column that cannot be read; the message is a sentence that names the column. */
final class UnreadableRowException extends Exception {
    UnreadableRowException(String sentence) {
        super(sentence);
    }
}
