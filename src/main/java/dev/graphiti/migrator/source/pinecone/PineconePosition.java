package dev.graphiti.migrator.source.pinecone;

import dev.graphiti.migrator.source.SourceSplit;
import org.jspecify.annotations.Nullable;

/**
 * How far into a split: the token of the page that is being read, the last id of it that was taken, and how many were
 * taken in all. Pinecone's tokens name a place and not a session, so they hold in a savepoint too.
 *
 * @param token null for the first page
 * @param lastId null before the first
 */
record PineconePosition(@Nullable String token, @Nullable String lastId, long count) {
    /** Behind a split whose rest is gone. */
    static final String END = "end";

    /** Stands in no token, which are base64. */
    private static final String SEPARATOR = " ";

    static PineconePosition parse(String position) {
        if (position.equals(SourceSplit.START)) {
            return new PineconePosition(null, null, 0);
        }
        String[] parts = position.split(SEPARATOR, 3);
        return new PineconePosition(parts[1].isEmpty() ? null : parts[1], parts[2], Long.parseLong(parts[0]));
    }

    @Override
    public String toString() {
        return count + SEPARATOR + (token == null ? "" : token) + SEPARATOR + (lastId == null ? "" : lastId);
    }
}
