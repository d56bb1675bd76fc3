package dev.graphiti.migrator.source.graphrag;

/** Which text of a report is the summary of its community. */
public enum CommunitySummary {
    SUMMARY,
    FULL_CONTENT
}
