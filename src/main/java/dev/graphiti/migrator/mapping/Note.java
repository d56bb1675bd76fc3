package dev.graphiti.migrator.mapping;

import java.util.Locale;

/** What happened to a record that was mapped and should be counted in the report. */
public enum Note {
    /** A time was missing or unreadable, and the run's start stands for it. */
    TIME_FROM_RUN_START,
    /** A time was missing or unreadable, and the configured constant stands for it. */
    TIME_FROM_CONSTANT,
    /** A fact has no time, since its field was missing or unreadable. */
    TIME_LEFT_OUT,
    /** A time was there but in no known format; counted besides what stands for it. */
    TIME_UNREADABLE,
    /** A fact stopped being true before it became true. */
    TIME_REVERSED,
    /** A name was longer than Neo4j can index. */
    NAME_CUT,
    /** A summary was longer than 8,000 bytes. */
    SUMMARY_CUT,
    /** A fact was longer than 8,000 bytes. */
    FACT_CUT,
    /** An attribute's text or list was longer than its bound. */
    ATTRIBUTE_CUT,
    /** An episode's text was too long for one, and its rest stands in other episodes. */
    CONTENT_CUT,
    /** An episode or a fact named the other by an id of which nothing was made, and the id is left out. */
    SUPPORT_LEFT_OUT,
    /** An end of a fact was in no record, and an entity labeled Stub stands for it. */
    STUB_END;

    /** The word to count by, for instance {@code time-from-run-start}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
