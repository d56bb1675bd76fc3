package dev.graphiti.migrator.graph.write;

import static dev.graphiti.migrator.testing.Elements.GROUP;
import static dev.graphiti.migrator.testing.Elements.RUN_START;
import static dev.graphiti.migrator.testing.Elements.SPRING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.model.ElementKind;
import dev.graphiti.migrator.model.Embedding;
import dev.graphiti.migrator.model.EntityEdge;
import dev.graphiti.migrator.model.EntityNode;
import dev.graphiti.migrator.model.GraphElement;
import dev.graphiti.migrator.model.PropertyMap;
import dev.graphiti.migrator.testing.Elements;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotBlank;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ContentHashTest {
    private final ContentHash contentHash = new ContentHash();

    /** Ledgers and backups keep these for years: a change here makes every old one useless. */
    @Test
    void theHashesOfAllKindsArePinned() {
        Map<String, String> hashes = new TreeMap<>();
        Elements.oneOfEachKind("x-", RUN_START)
                .forEach(element -> hashes.put(element.uuid(), contentHash.of(ElementRow.of(element))));

        assertThat(hashes)
                .isEqualTo(new TreeMap<>(Map.ofEntries(
                        Map.entry("x-acme", "ae32f386bb634ddf0f582f2319e950c1"),
                        Map.entry("x-ada", "8ab71044ab482b2739e1fbb76faeda8f"),
                        Map.entry("x-engineers", "4c4a08075c310d389748abab61aeeb6f"),
                        Map.entry("x-first", "83fbafa121097ca6a921d5afa69ddee5"),
                        Map.entry("x-has", "5f1914df576836ab9870867d4432753f"),
                        Map.entry("x-member", "9c577749d13796a5fe624cb8ffa105c6"),
                        Map.entry("x-mentions", "833bfbdc29321324db62ec8780dbe359"),
                        Map.entry("x-next", "b05f24bcfe4b8489b3704229e0a464d7"),
                        Map.entry("x-second", "1260a9b792a557361ec97a5c46ddab09"),
                        Map.entry("x-spring", "00df43f307356bb62bc0f4a18404aa2b"),
                        Map.entry("x-works", "cade94b3b278e633ff412d81101d7d0f"))));
    }

    @Test
    void aFactWithAllItsTimesIsPinned() {
        assertThat(hash(fact("a", "b", SPRING))).isEqualTo("b8962f46e9c1adb61d4565abc64cda9c");
    }

    @Test
    void theHashDoesNotTellWhichRunMadeTheElement() {
        assertThat(hash(Elements.entity("n", RUN_START))).isEqualTo(hash(Elements.entity("n", SPRING)));
    }

    @Test
    void theOrderOfLabelsTellsNothing() {
        assertThat(hash(entity(List.of("A", "B"), "{}", null))).isEqualTo(hash(entity(List.of("B", "A"), "{}", null)));
    }

    @Test
    void everyLabelCounts() {
        assertThat(hash(entity(List.of("A"), "{}", null))).isNotEqualTo(hash(entity(List.of("A", "B"), "{}", null)));
    }

    @Test
    void theEndsOfAnEdgeCountAndSoDoesItsDirection() {
        assertThat(List.of(
                        hash(Elements.edge(ElementKind.NEXT_EPISODE, "x", "a", "b")),
                        hash(Elements.edge(ElementKind.NEXT_EPISODE, "x", "b", "a")),
                        hash(Elements.edge(ElementKind.NEXT_EPISODE, "x", "a", "c")),
                        hash(Elements.edge(ElementKind.MENTIONS, "x", "a", "b"))))
                .doesNotHaveDuplicates();
    }

    @Test
    void theTypeOfAValueCounts() {
        assertThat(List.of(
                        hash(withValue("1")),
                        hash(withValue("1.0")),
                        hash(withValue("\"1\"")),
                        hash(withValue("true")),
                        hash(withValue("\"true\"")),
                        hash(withValue("[1]")),
                        hash(withValue("[]")),
                        hash(withValue("[\"1\"]"))))
                .doesNotHaveDuplicates();
    }

    @Test
    void timesAreInstants() {
        assertThat(hash(fact("a", "b", SPRING))).isNotEqualTo(hash(fact("a", "b", SPRING.plusNanos(1))));
    }

    @Test
    void oneFloatOfTheVectorCounts() {
        assertThat(List.of(
                        hash(entity(List.of(), "{}", new Embedding(new float[] {1, 2}))),
                        hash(entity(List.of(), "{}", new Embedding(new float[] {1, Math.nextUp(2f)}))),
                        hash(entity(List.of(), "{}", new Embedding(new float[] {1, 2, 0}))),
                        hash(entity(List.of(), "{}", null))))
                .doesNotHaveDuplicates();
    }

    /** Without its dimension in front, this vector's first floats would read as another property. */
    @Test
    void aVectorCannotPassForProperties() {
        byte[] name = "zz".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        java.nio.ByteBuffer bytes = java.nio.ByteBuffer.allocate(16);
        bytes.putInt(2)
                .put(name)
                .putInt(6)
                .put((byte) 's')
                .put((byte) 'x')
                .putInt(0)
                .flip();
        float[] floats = new float[4];
        bytes.asFloatBuffer().get(floats);

        assertThat(hash(entity(List.of(), "{}", new Embedding(floats))))
                .isNotEqualTo(hash(entity(List.of(), "{\"zz\":\"x\\u0000\\u0000\\u0000\\u0000\"}", null)));
    }

    @Property
    void theOrderOfPropertiesTellsNothing(
            @ForAll @Size(min = 1, max = 6) Map<@NotBlank String, Integer> values, @ForAll long seed) {
        List<Map.Entry<String, Integer>> shuffled = new ArrayList<>(values.entrySet());
        Collections.shuffle(shuffled, new Random(seed));

        assertThat(hash(entity(List.of(), json(shuffled), null)))
                .isEqualTo(hash(entity(List.of(), json(List.copyOf(values.entrySet())), null)));
    }

    @Property
    void twoDifferentSetsOfPropertiesHaveTwoHashes(
            @ForAll @Size(max = 4) Map<String, String> one, @ForAll @Size(max = 4) Map<String, String> other) {
        boolean same = ElementRow.of(withTexts(one))
                .properties()
                .equals(ElementRow.of(withTexts(other)).properties());

        assertThat(hash(withTexts(one)).equals(hash(withTexts(other)))).isEqualTo(same);
    }

    @Property
    void listsAreNotJustTheirElementsInARow(
            @ForAll @Size(max = 3) List<String> one, @ForAll @Size(max = 3) List<String> other) {
        Set<String> hashes = new LinkedHashSet<>();
        hashes.add(hash(episodes(one)));
        hashes.add(hash(episodes(other)));

        assertThat(hashes).hasSize(one.equals(other) ? 1 : 2);
    }

    private String hash(GraphElement element) {
        return contentHash.of(ElementRow.of(element));
    }

    private static EntityNode entity(List<String> labels, String attributes, @Nullable Embedding vector) {
        return new EntityNode("n", GROUP, "Ada", "", labels, Elements.properties(attributes), RUN_START, vector);
    }

    private static EntityNode withValue(String json) {
        return entity(List.of(), "{\"v\":" + json + "}", null);
    }

    private static EntityNode withTexts(Map<String, String> texts) {
        return entity(List.of(), json(texts), null);
    }

    private static EntityEdge fact(String source, String target, Instant validAt) {
        return new EntityEdge(
                "f",
                GROUP,
                source,
                target,
                "KNOWS",
                "knows",
                List.of("e"),
                PropertyMap.NONE,
                RUN_START,
                validAt,
                RUN_START,
                RUN_START,
                SPRING,
                null);
    }

    private static EntityEdge episodes(List<String> episodes) {
        return new EntityEdge(
                "f",
                GROUP,
                "a",
                "b",
                "KNOWS",
                "knows",
                episodes,
                PropertyMap.NONE,
                RUN_START,
                null,
                null,
                null,
                null,
                null);
    }

    private static String json(List<Map.Entry<String, Integer>> entries) {
        Map<String, Integer> ordered = new LinkedHashMap<>();
        entries.forEach(entry -> ordered.put(entry.getKey(), entry.getValue()));
        return json(ordered);
    }

    private static String json(Map<String, ?> values) {
        return new com.fasterxml.jackson.databind.ObjectMapper()
                .valueToTree(values)
                .toString();
    }
}
