package dev.graphiti.migrator.graph.fingerprint;

import static dev.graphiti.migrator.graph.fingerprint.StoredElements.entity;
import static dev.graphiti.migrator.graph.fingerprint.StoredElements.fact;
import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.graph.read.StoredElement;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class FingerprintTest {
    private static final Folding FINE = new Folding(Map.of("a", 2, "1", 1, "g", 2));

    @Provide
    Arbitrary<List<StoredElement>> graphs() {
        return StoredElements.elements().list().ofMaxSize(30);
    }

    @Property
    void aSumIsModulo2To128(@ForAll long h, @ForAll long l, @ForAll long otherHigh, @ForAll long otherLow) {
        Hash128 one = new Hash128(h, l);
        Hash128 other = new Hash128(otherHigh, otherLow);

        assertThat(number(one.plus(other)))
                .isEqualTo(number(one).add(number(other)).mod(BigInteger.ONE.shiftLeft(128)));
    }

    private static BigInteger number(Hash128 hash) {
        return new BigInteger(hash.toString(), 16);
    }

    @Property(tries = 200)
    void shuffledSplitsHaveTheSameSum(
            @ForAll("graphs") List<StoredElement> graph,
            @ForAll @IntRange(min = 1, max = 5) int splits,
            @ForAll Random random) {
        List<StoredElement> shuffled = new ArrayList<>(graph);
        Collections.shuffle(shuffled, random);
        List<Fingerprinting> parts = new ArrayList<>();
        for (int i = 0; i < splits; i++) {
            parts.add(new Fingerprinting(FINE));
        }
        shuffled.forEach(element -> parts.get(random.nextInt(splits)).add(element));

        Fingerprint sum = of(FINE);
        for (Fingerprinting part : parts) {
            sum = sum.plus(part.result());
        }

        Fingerprint whole = of(FINE, graph);
        assertThat(sum).isEqualTo(whole);
        assertThat(sum.differences(whole)).isEmpty();
        assertThat(sum.count()).isEqualTo(graph.size());
    }

    /** Which groups are the largest may change between two fingerprints. */
    @Property(tries = 200)
    void foldingsThatDifferAreComparedByTheCommonOne(@ForAll("graphs") List<StoredElement> graph) {
        Folding other = new Folding(Map.of("a", 1, "1", 2, "-", 2));

        Fingerprint one = of(FINE, graph);
        Fingerprint two = of(other, graph);

        assertThat(one.differences(two)).isEmpty();
        assertThat(one.plus(two).folding()).isEqualTo(new Folding(Map.of("a", 1, "1", 1)));
        List<StoredElement> twice = new ArrayList<>(graph);
        twice.addAll(graph);
        assertThat(one.plus(two)).isEqualTo(of(new Folding(Map.of("a", 1, "1", 1)), twice));
    }

    @Property(tries = 200)
    void aMissingAndADoubledElementAreNoticed(@ForAll("graphs") List<StoredElement> graph, @ForAll Random random) {
        if (graph.isEmpty()) {
            return;
        }
        StoredElement one = graph.get(random.nextInt(graph.size()));
        List<StoredElement> doubled = new ArrayList<>(graph);
        doubled.add(one);

        assertThat(of(FINE, doubled).differences(of(FINE, graph)))
                .singleElement()
                .satisfies(difference -> assertThat(difference.here().count())
                        .isEqualTo(difference.there().count() + 1));
    }

    @Test
    void pairsThatAnXorWouldCancelAreNoticed() {
        StoredElement one = entity("u", "g", Map.of("name", "one"));
        StoredElement two = entity("u", "g", Map.of("name", "two"));

        assertThat(of(FINE, List.of(one, one)).differences(of(FINE, List.of(two, two))))
                .extracting(Object::toString)
                .containsExactly("Entity of group 'g': 2 elements in both, with other content");
    }

    @Test
    void valuesThatTwoElementsHaveExchangedAreNoticed() {
        List<StoredElement> before =
                List.of(entity("u", "g", Map.of("name", "one")), entity("v", "g", Map.of("name", "two")));
        List<StoredElement> after =
                List.of(entity("u", "g", Map.of("name", "two")), entity("v", "g", Map.of("name", "one")));

        assertThat(of(FINE, before).differences(of(FINE, after))).hasSize(1);
    }

    @Test
    void aDifferenceNamesItsBucket() {
        List<StoredElement> here = List.of(entity("a1", "g"), entity("a2", "g"), fact("f", "other", "a1", "a2"));
        List<StoredElement> there = List.of(entity("a1", "g"), fact("f", "other", "a2", "a1"));

        assertThat(of(FINE, here).differences(of(FINE, there)))
                .extracting(Object::toString)
                .containsExactly(
                        "Entity of group 'g', uuid a2..: 1 elements here, 0 there",
                        "RELATES_TO of the small groups with slot %d: 1 elements in both, with other content"
                                .formatted(Math.floorMod("other".hashCode(), 256)));
    }

    @Test
    void theLargestGroupsHaveBucketsOfTheirOwn() {
        Map<String, Long> sizes = new HashMap<>();
        for (int i = 0; i < 1_000; i++) {
            sizes.put("g" + i, (long) i);
        }
        Folding folding = Folding.of(sizes);

        assertThat(folding.digits()).hasSize(256).containsEntry("g999", 2).containsEntry("g984", 2);
        assertThat(folding.digits())
                .containsEntry("g983", 1)
                .containsEntry("g744", 1)
                .doesNotContainKey("g743");
        assertThat(folding.bucket(entity("ab3", "g999"))).hasToString("Entity of group 'g999', uuid ab..");
        assertThat(folding.bucket(entity("ax3", "g999"))).hasToString("Entity of group 'g999', uuid a..");
        assertThat(folding.bucket(entity("AB3", "g999"))).hasToString("Entity of group 'g999'");
        assertThat(folding.bucket(entity("ab3", "g900"))).hasToString("Entity of group 'g900', uuid a..");
        assertThat(folding.bucket(entity("ab3", "g1")))
                .hasToString("Entity of the small groups with slot " + Math.floorMod("g1".hashCode(), 256));
    }

    @Test
    void theNumberOfBucketsIsBounded() {
        Map<String, Long> sizes = new HashMap<>();
        for (int i = 0; i < 5_000; i++) {
            sizes.put("g" + i, 1L);
        }
        Fingerprinting sums = new Fingerprinting(Folding.of(sizes));
        for (int i = 0; i < 5_000; i++) {
            for (String uuid : List.of("", "x", "a", "ab", "cd", "ef", "01")) {
                sums.add(entity(uuid, "g" + i));
            }
        }

        assertThat(Folding.MOST_BUCKETS).isEqualTo(78_336);
        assertThat(sums.result().buckets()).hasSizeLessThan(16 * 7 + 240 * 5 + 256 + 1);
    }

    private static Fingerprint of(Folding folding, List<StoredElement> graph) {
        Fingerprinting sums = new Fingerprinting(folding);
        graph.forEach(sums::add);
        return sums.result();
    }

    private static Fingerprint of(Folding folding) {
        return of(folding, List.of());
    }
}
