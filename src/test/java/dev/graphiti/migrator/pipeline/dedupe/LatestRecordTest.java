package dev.graphiti.migrator.pipeline.dedupe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.graph.write.WriteOptions.OnDuplicate;
import dev.graphiti.migrator.mapping.Rank;
import dev.graphiti.migrator.model.MappedRecord;
import dev.graphiti.migrator.model.RecordOrigin;
import dev.graphiti.migrator.testing.Elements;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Of records with one id, the latest by a field stays. */
class LatestRecordTest {
    /** One record: its rank, and the key that the source has for it. */
    record Candidate(Rank rank, String sourceKey) {}

    @Property(tries = 200)
    void itIsTheSameInWhateverOrderTheyCome(@ForAll("candidates") List<Candidate> candidates, @ForAll long seed)
            throws Exception {
        List<Integer> order = new ArrayList<>(
                Stream.iterate(0, i -> i + 1).limit(candidates.size()).toList());
        Collections.shuffle(order, new Random(seed));
        int latest = Stream.iterate(0, i -> i + 1)
                .limit(candidates.size())
                .max(Comparator.comparing((Integer i) -> candidates.get(i).rank())
                        .thenComparing(i -> i))
                .orElseThrow();

        try (var harness = open()) {
            for (int i : order) {
                Candidate each = candidates.get(i);
                harness.processElement(Version.of(at(i), each.sourceKey(), each.rank()));
            }
            harness.end();

            assertThat(harness.extractOutputValues()).containsExactly(at(latest));
            List<String> counts = Harnesses.counted(harness).toList();
            assertThat(counts).contains("mapped 1");
            if (candidates.size() > 1) {
                assertThat(counts).contains("skipped duplicate-id " + (candidates.size() - 1));
            }
        }
    }

    @Provide
    static Arbitrary<List<Candidate>> candidates() {
        Arbitrary<Rank> ranks = Arbitraries.oneOf(
                Arbitraries.just(Rank.MISSING),
                Arbitraries.of("1", "1.0", "10", "9", "1e1", "-3").map(number -> new Rank(number, null)),
                Arbitraries.longs().between(0, 3).map(second -> new Rank(null, Instant.ofEpochSecond(second))));
        return Combinators.combine(ranks, Arbitraries.of("", "k-1", "k-2"))
                .as(Candidate::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(8);
    }

    @Example
    void aNumberBesideATimeIsCounted() throws Exception {
        try (var harness = open()) {
            harness.processElement(Version.of(at(1), "", new Rank("7", null)));
            harness.processElement(Version.of(at(2), "", new Rank(null, Elements.SPRING)));
            harness.end();

            assertThat(Harnesses.counted(harness)).contains("note latest-by-mixed 1");
        }
    }

    private static PhaseHarness<Version, MappedRecord> open() throws Exception {
        PhaseHarness<Version, MappedRecord> harness = new PhaseHarness<>(
                Version::identity, parameters -> new BufferedDeduplicator(parameters, OnDuplicate.LATEST));
        harness.setup();
        harness.open();
        return harness;
    }

    private static MappedRecord at(int place) {
        RecordOrigin origin = new RecordOrigin("json", "people", "p", "people.jsonl", "offset " + place);
        return MappedRecord.whole(origin, Elements.GROUP, "hash " + place, List.of(Elements.entity("a")));
    }
}
