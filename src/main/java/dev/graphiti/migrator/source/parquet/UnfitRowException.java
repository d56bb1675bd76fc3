package dev.graphiti.migrator.source.parquet;

/** A row cannot be a record; those behind it can. The message is the sentence for its dead letter. */
public final class UnfitRowException extends Exception {
    private final String sentence;

    public UnfitRowException(String sentence) {
        // A file may hold millions of them: no stack trace.
        super(sentence, null, false, false);
        this.sentence = sentence;
    }

    String sentence() {
        return sentence;
    }
}
