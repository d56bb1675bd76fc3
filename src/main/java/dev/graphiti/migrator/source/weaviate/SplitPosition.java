package dev.graphiti.migrator.source.weaviate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * How far a split has been read.
 *
 * @param emitted how many records came out of it
 * @param last of each range the last id that came out of it, empty before the first
 */
record SplitPosition(long emitted, List<String> last) {
    /** The position behind a split that ends early. */
    static final String END = "end";

    private static final String NONE = "-";

    static SplitPosition start(int ranges) {
        return new SplitPosition(0, Collections.nCopies(ranges, ""));
    }

    static SplitPosition parse(String text) {
        List<String> parts = new ArrayList<>(List.of(text.split(" ", -1)));
        long emitted = Long.parseLong(parts.remove(0));
        parts.replaceAll(part -> part.equals(NONE) ? "" : part);
        return new SplitPosition(emitted, List.copyOf(parts));
    }

    /** Behind one more record, of this range. */
    SplitPosition behind(int range, String id) {
        List<String> moved = new ArrayList<>(last);
        moved.set(range, id);
        return new SplitPosition(emitted + 1, moved);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(20 + 37 * last.size()).append(emitted);
        last.forEach(id -> text.append(' ').append(id.isEmpty() ? NONE : id));
        return text.toString();
    }
}
