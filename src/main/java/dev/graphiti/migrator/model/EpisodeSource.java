package dev.graphiti.migrator.model;

import java.util.Locale;

/** What an episode's content is; Graphiti refuses to read any other value. */
public enum EpisodeSource {
    /** Lines of {@code speaker: text}. */
    MESSAGE,
    /** A JSON document as text. */
    JSON,
    TEXT,
    FACT_TRIPLE;

    /** The value of the property {@code source}. */
    public String graphName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
