package dev.graphiti.migrator.pipeline.dedupe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.model.ElementKind;
import dev.graphiti.migrator.model.EpisodeSource;
import dev.graphiti.migrator.model.EpisodicNode;
import dev.graphiti.migrator.model.GraphElement;
import dev.graphiti.migrator.model.MappedRecord;
import dev.graphiti.migrator.model.RecordOrigin;
import dev.graphiti.migrator.model.StructuralEdge;
import dev.graphiti.migrator.testing.Elements;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Chunks of records that are merged. */
class RecordMergerTest {
    @Test
    void theChunksAreThoseOfTheLastRecord() {
        MappedRecord shorter = merged(book(1, "ada", "a", "b", "c"), book(2, "ada", "a", "b2"));
        MappedRecord longer = merged(book(1, "ada", "a", "b"), book(2, "ada", "a", "b2", "c2"));

        assertThat(contents(shorter)).containsExactly("a", "b2");
        assertThat(mentions(shorter)).containsExactly("e-1 ada", "e-2 ada");
        assertThat(contents(longer)).containsExactly("a", "b2", "c2");
        assertThat(mentions(longer)).containsExactly("e-1 ada", "e-2 ada", "e-3 ada");
    }

    @Test
    void whatEarlierRecordsMentionStays() {
        assertThat(mentions(merged(book(1, "ada", "a", "b", "c"), book(2, "bob", "a", "b"))))
                .containsExactly("e-1 ada", "e-2 ada", "e-1 bob", "e-2 bob");
    }

    private static MappedRecord merged(MappedRecord first, MappedRecord second) {
        RecordMerger merge = new RecordMerger(first);
        merge.add(second);
        return merge.result();
    }

    private static List<String> contents(MappedRecord record) {
        return record.all(EpisodicNode.class).stream()
                .map(EpisodicNode::content)
                .toList();
    }

    private static List<String> mentions(MappedRecord record) {
        return record.all(StructuralEdge.class).stream()
                .map(edge -> edge.sourceNodeUuid() + " " + edge.targetNodeUuid())
                .toList();
    }

    private static MappedRecord book(long offset, String mentioned, String... chunks) {
        List<GraphElement> elements = new ArrayList<>();
        for (int i = 0; i < chunks.length; i++) {
            String uuid = "e-" + (i + 1);
            elements.add(new EpisodicNode(
                    uuid,
                    Elements.GROUP,
                    "Book",
                    EpisodeSource.TEXT,
                    "book",
                    chunks[i],
                    List.of(),
                    Elements.RUN_START,
                    Elements.SPRING));
            elements.add(new StructuralEdge(
                    ElementKind.MENTIONS, uuid + mentioned, Elements.GROUP, uuid, mentioned, Elements.RUN_START));
        }
        RecordOrigin origin = new RecordOrigin("json", "books", "b-1", "books.jsonl:0-99", "offset " + offset);
        return MappedRecord.whole(origin, Elements.GROUP, "hash " + offset, elements);
    }
}
