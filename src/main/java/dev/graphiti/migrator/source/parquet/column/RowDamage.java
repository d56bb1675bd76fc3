package dev.graphiti.migrator.source.parquet.column;

import org.jspecify.annotations.Nullable;

/** What is wrong with the row that is being read; the first of it. */
public final class RowDamage {
    private @Nullable String sentence;

    void note(String newSentence) {
        if (sentence == null) {
            sentence = newSentence;
        }
    }

    /** Forgets it, too. */
    @Nullable
    public String take() {
        String taken = sentence;
        sentence = null;
        return taken;
    }
}
