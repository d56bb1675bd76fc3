package dev.graphiti.migrator.mapping.chunk;

import dev.graphiti.migrator.mapping.path.Note;
import dev.graphiti.migrator.mapping.time.TimeParser;
import dev.graphiti.migrator.model.EpisodeSource;
import dev.graphiti.migrator.model.EpisodicNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * Divides an episode with a long content. The first chunk is the episode itself, with its uuid and its facts, so that a
 * content that becomes longer than one episode leaves no copy of itself. Each further chunk is a microsecond later, since
 * Graphiti orders episodes by time.
 */
public final class EpisodeChunks {
    private EpisodeChunks() {}

    /**
     * The episode, or if its content is too long, its chunks in their order.
     *
     * @param uuids the uuid of a chunk by its number, from 2
     * @param notes takes what to count
     */
    public static List<EpisodicNode> of(
            EpisodicNode whole, ChunkOptions options, IntFunction<String> uuids, Consumer<Note> notes) {
        String text = whole.content();
        if (!options.isExceededBy(text)) {
            return List.of(whole);
        }
        List<TextCutter.Part> parts = options.cutter().cut(text);
        notes.accept(Note.CONTENT_CHUNKED);
        notes.accept(Note.chunks(parts.size()));
        List<EpisodicNode> chunks = new ArrayList<>(parts.size());
        for (TextCutter.Part part : parts) {
            int number = chunks.size() + 1;
            String place = options.total() ? number + "/" + parts.size() : String.valueOf(number);
            chunks.add(new EpisodicNode(
                    number == 1 ? whole.uuid() : uuids.apply(number),
                    whole.groupId(),
                    whole.name() + " " + place,
                    sourceOfPart(whole.source()),
                    whole.sourceDescription(),
                    part.of(text),
                    number == 1 ? whole.entityEdges() : List.of(),
                    whole.createdAt(),
                    later(whole.validAt(), number - 1)));
        }
        return chunks;
    }

    /** A part of a JSON document is none. */
    private static EpisodeSource sourceOfPart(EpisodeSource source) {
        return source == EpisodeSource.JSON ? EpisodeSource.TEXT : source;
    }

    private static Instant later(Instant time, int micros) {
        Instant later = time.plus(micros, ChronoUnit.MICROS);
        return TimeParser.isOutside(later) ? time : later;
    }
}
