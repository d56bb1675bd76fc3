package dev.graphiti.migrator.source.weaviate;

/**
 * How far a split has been read.
 *
 * @param emitted how many records came out of it
 * @param last the last id that came out of it, empty before the first
 */
public record SplitPosition(long emitted, String last) {
    static final SplitPosition START = new SplitPosition(0, "");

    /** The position behind a split that ends early. */
    public static final String END = "end";

    static SplitPosition parse(String text) {
        if (text.isEmpty()) {
            return START;
        }
        int blank = text.indexOf(' ');
        return new SplitPosition(Long.parseLong(text.substring(0, blank)), text.substring(blank + 1));
    }

    SplitPosition behind(String id) {
        return new SplitPosition(emitted + 1, id);
    }

    @Override
    public String toString() {
        return emitted + " " + last;
    }
}
