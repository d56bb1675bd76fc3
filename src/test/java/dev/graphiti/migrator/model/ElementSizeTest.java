package dev.graphiti.migrator.model;

import static dev.graphiti.migrator.testing.Elements.RUN_START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.testing.Elements;
import java.util.List;
import org.junit.jupiter.api.Test;

class ElementSizeTest {
    @Test
    void everyKindHasASize() {
        assertThat(Elements.oneOfEachKind("", RUN_START)).allMatch(element -> ElementSize.of(element) >= 400);
    }

    @Test
    void aVectorWeighsByItsDimension() {
        long with = ElementSize.of(Elements.entity("n").withVector(new Embedding(filled(1024))));
        long without = ElementSize.of(Elements.entity("n").withVector(null));

        assertThat(with - without).isEqualTo(1024 * 9);
        assertThat(ElementSize.of(Elements.community("c").withVector(new Embedding(filled(1024)))))
                .isGreaterThan(1024 * 9);
        assertThat(ElementSize.of(Elements.fact("f", "a", "b").withVector(new Embedding(filled(1024)))))
                .isGreaterThan(1024 * 9);
    }

    @Test
    void textWeighsByItsLength() {
        GraphElement episode = new EpisodicNode(
                "e", "g", "", EpisodeSource.TEXT, "", "x".repeat(100_000), List.of(), RUN_START, RUN_START);

        assertThat(ElementSize.of(episode)).isBetween(100_000L, 101_000L);
    }

    @Test
    void aRecordWeighsWhatAllItsElementsDo() {
        CopiedElement copy = new CopiedElement(
                ElementKind.ENTITY,
                "u",
                "g",
                null,
                null,
                List.of(),
                Elements.properties("{\"summary\":\"" + "x".repeat(10_000) + "\"}"),
                RUN_START,
                "name",
                new Embedding(filled(1024)));

        assertThat(ElementSize.of(copy)).isBetween(10_000L + 1024 * 9, 11_000L + 1024 * 9);
        assertThat(ElementSize.of(record(List.of(copy, copy))))
                .isEqualTo(ElementSize.of(record(List.of())) + 2 * ElementSize.of(copy));
    }

    private static MappedRecord record(List<CopiedElement> copies) {
        return MappedRecord.whole(new RecordOrigin("graphiti", "nodes", "1", "node", "1"), "g", "hash", copies);
    }

    private static float[] filled(int dimension) {
        float[] values = new float[dimension];
        values[0] = 1;
        return values;
    }
}
