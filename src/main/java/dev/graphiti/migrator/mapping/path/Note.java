package dev.graphiti.migrator.mapping.path;

import org.jspecify.annotations.Nullable;

/**
 * What happened to a record that was mapped and should be counted in the report.
 *
 * @param word to count by
 * @param count how often it happened
 */
public record Note(String word, int count) {
    /** A time was missing or unreadable, and the run's start stands for it. */
    public static final Note TIME_FROM_RUN_START = new Note("time-from-run-start");

    /** A time was missing or unreadable, and the configured constant stands for it. */
    public static final Note TIME_FROM_CONSTANT = new Note("time-from-constant");

    /** A fact has no time, since its field was missing or unreadable. */
    public static final Note TIME_LEFT_OUT = new Note("time-left-out");

    /** A time was there but in no known format; counted besides what stands for it. */
    public static final Note TIME_UNREADABLE = new Note("time-unreadable");

    /** A fact stopped being true before it became true. */
    public static final Note TIME_REVERSED = new Note("time-reversed");

    /** A name was longer than Neo4j can index. */
    public static final Note NAME_CUT = new Note("name-cut");

    /** Line breaks, control characters or halves of a character gave way to others. */
    public static final Note CHARACTERS_REPLACED = new Note("characters-replaced");

    /** A group's name was so long that its end became a hash. */
    public static final Note GROUP_SHORTENED = new Note("group-shortened");

    /** An item of an episode's list made a blank line, which was left out. */
    public static final Note LINE_LEFT_OUT = new Note("line-left-out");

    /** A summary was longer than 8,000 bytes. */
    public static final Note SUMMARY_CUT = new Note("summary-cut");

    /** A fact was longer than 8,000 bytes. */
    public static final Note FACT_CUT = new Note("fact-cut");

    /** An attribute's text or list was longer than its bound. */
    public static final Note ATTRIBUTE_CUT = new Note("attribute-cut");

    /** A value, or an item of a list, that no attribute can hold: a null in a list, a number that is not finite. */
    public static final Note ATTRIBUTE_LEFT_OUT = new Note("attribute-left-out");

    /** A number, or a list of different kinds, became text, since the graph has no type that holds it. */
    public static final Note ATTRIBUTE_AS_TEXT = new Note("attribute-as-text");

    /** An attribute has another name than its field, which Graphiti keeps, another field has, or which has symbols. */
    public static final Note ATTRIBUTE_RENAMED = new Note("attribute-renamed");

    /** A label lost letters or signs, or all of it, since Graphiti's labels are ASCII; an attribute keeps it. */
    public static final Note LABEL_CHANGED = new Note("label-changed");

    /** A list that looks like an embedding was left out of attributes or of an episode's JSON. */
    public static final Note VECTOR_LEFT_OUT = new Note("vector-left-out");

    /** The content of an episode was too long for one, and was cut into chunks. */
    public static final Note CONTENT_CHUNKED = new Note("content-chunked");

    /** A document's columns were longer than its episode's description may be. */
    public static final Note METADATA_CUT = new Note("metadata-cut");

    /** An episode or a fact named the other by an id of which nothing was made, and the id is left out. */
    public static final Note SUPPORT_LEFT_OUT = new Note("support-left-out");

    /** A field of the record has a name that the source gives to something of its own; both are there. */
    public static final Note RESERVED_NAME = new Note("reserved-name");

    /** An end of a fact was in no record, and an entity labeled Stub stands for it. */
    public static final Note STUB_END = new Note("stub-end");

    /** No episode of the mapping mentions the entity, so Graphiti deletes it with the first one that does and is removed. */
    public static final Note ENTITY_WITHOUT_EPISODE = new Note("entity-without-episode");

    /** A fact has the name that an end has in the target, for the source does not have the end. */
    public static final Note NAME_FROM_TARGET = new Note("name-from-target");

    /** A fact has the id of an end in place of its name, for neither source nor target has the end. */
    public static final Note NAME_MISSING = new Note("name-missing");

    private static final String MISSING = "field-missing ";

    /** What happened once. */
    public Note(String word) {
        this(word, 1);
    }

    /** The chunks of a content that was cut. */
    public static Note chunks(int count) {
        return new Note("chunks", count);
    }

    /** The content of an episode is blank, since this path finds nothing in the record. */
    public static Note fieldMissing(FieldPath path) {
        return new Note(MISSING + path);
    }

    /** A list was expected at this path, and a single value is taken for a list of one. */
    public static Note singleValue(FieldPath path) {
        return new Note("single-value " + path);
    }

    /** The path that finds nothing; null for any other note. */
    @Nullable
    public String missingPath() {
        return word.startsWith(MISSING) ? word.substring(MISSING.length()) : null;
    }
}
