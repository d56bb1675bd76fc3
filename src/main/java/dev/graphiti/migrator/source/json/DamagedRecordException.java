package dev.graphiti.migrator.source.json;

/** One record cannot be read; those behind it can. The message is the sentence for its dead letter. */
public final class DamagedRecordException extends Exception {
    private final String sentence;

    DamagedRecordException(String sentence) {
        // A file may hold millions of them: no stack trace.
        super(sentence, null, false, false);
        this.sentence = sentence;
    }

    /** The message, which is never missing. */
    public String sentence() {
        return sentence;
    }
}
