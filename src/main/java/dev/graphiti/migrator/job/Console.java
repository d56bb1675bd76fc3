package dev.graphiti.migrator.job;

/** What a running migration tells a person. */
public interface Console {
    /** A line that stays. */
    void line(String text);

    /** How far it is; each call replaces the one before where the terminal allows it. */
    void progress(Progress progress);
}
