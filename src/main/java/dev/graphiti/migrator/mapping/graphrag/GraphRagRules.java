package dev.graphiti.migrator.mapping.graphrag;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a configuration may choose.
 *
 * @param dangling what becomes of a fact one of whose ends is no entity
 * @param labels labels for types, besides those that are made of the types themselves
 * @param communitySummary the column of reports that holds the summary of a community
 */
public record GraphRagRules(Dangling dangling, Map<String, String> labels, String communitySummary, EpisodeTime time)
        implements Serializable {
    /** What becomes of a fact one of whose ends is no entity. */
    public enum Dangling {
        DEAD_LETTER,
        STUB_ENTITY
    }

    public GraphRagRules {
        labels = new LinkedHashMap<>(labels);
    }
}
