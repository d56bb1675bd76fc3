package dev.graphiti.migrator.source.json;

/** What a record is called in messages, and how a place in it is. */
public enum RecordKind {
    LINE("line", "at column"),
    ITEM("item", "at its byte"),
    MESSAGE("message", "at its byte"),
    METADATA("metadata", "at its byte");

    private final String word;
    private final String at;

    RecordKind(String word, String at) {
        this.word = word;
        this.at = at;
    }

    /** A place in the record, counted from one as editors do. */
    String at(long offset) {
        return at + " " + (offset + 1);
    }

    @Override
    public String toString() {
        return word;
    }
}
