package dev.graphiti.migrator.mapping.chunk;

import dev.graphiti.migrator.config.Setting;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** How a long content is cut. Lengths are numbers of characters, that is of Unicode code points. */
public record ChunkOptions(
        @Setting(
                value = "Maximum length of a chunk, in characters.",
                defaultValue = "4000",
                min = "10",
                max = "1000000")
        int size,

        @Setting(
                value = "How much of the end of a chunk the next one repeats at most, in characters; less than half of"
                        + " `size`. If omitted, a twentieth of `size`.",
                min = "0",
                max = "500000")
        @Nullable
        Integer overlap,

        @Setting(
                value =
                        "A content of at most this number of characters is not cut; at least `size`. If omitted, `size`.",
                min = "10",
                max = "1000000")
        @Nullable
        Integer above,

        @Setting(
                value =
                        "Whether the name of a chunk contains the number of chunks, which changes when text is appended:"
                                + " `Book 3/52`, otherwise `Book 3`.",
                defaultValue = "true")
        boolean total)
        implements Serializable {
    /**
     * Of a mapping that does not configure it. Graphiti puts up to ten earlier episodes into each of its prompts, which have
     * some 6,000 characters without them.
     */
    public static final String DEFAULT_TEXT = "{ size: 4000, overlap: 200, above: 8000 }";

    /** The same as an object. */
    public static final ChunkOptions DEFAULT = new ChunkOptions(4_000, 200, 8_000, true);

    public ChunkOptions {
        if (overlap != null && 2L * overlap >= size) {
            throw new IllegalArgumentException(
                    "overlap is %d, but must be less than half of size, which is %d".formatted(overlap, size));
        }
        if (above != null && above < size) {
            throw new IllegalArgumentException(
                    "above is %d, but must be at least size, which is %d".formatted(above, size));
        }
    }

    /** Whether a content is longer than one episode may be. */
    boolean isExceededBy(String text) {
        int most = above == null ? size : above;
        return text.length() > most && text.codePointCount(0, text.length()) > most;
    }

    TextCutter cutter() {
        return new TextCutter(size, overlap == null ? size / 20 : overlap);
    }
}
