package dev.graphiti.migrator.source.weaviate.range;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.source.weaviate.api.UuidOrder;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RangePlannerTest {
    @Property(tries = 200)
    void theRangesCoverEveryUuidOnce(
            @ForAll("ids") NavigableSet<BigInteger> ids, @ForAll @IntRange(min = 1, max = 40) int count)
            throws IOException {
        List<SizedRange> ranges = cut(ids, count);

        assertThat(ranges).hasSizeBetween(1, count);
        assertThat(ranges.get(0).range().from()).isZero();
        assertThat(ranges.get(ranges.size() - 1).range().to()).isEqualTo(UuidOrder.END);
        for (int i = 1; i < ranges.size(); i++) {
            assertThat(ranges.get(i).range().from())
                    .isEqualTo(ranges.get(i - 1).range().to());
        }
    }

    @Property(tries = 200)
    void aCursorThatStopsBehindTheRangeReadsItsIdsAndNoOthers(
            @ForAll("ids") NavigableSet<BigInteger> ids, @ForAll @IntRange(min = 1, max = 40) int count)
            throws IOException {
        List<String> read = new ArrayList<>();
        for (SizedRange each : cut(ids, count)) {
            for (String id : after(ids, each.range().cursor())) {
                if (each.range().endsBefore(id)) {
                    break;
                }
                read.add(id);
            }
        }

        assertThat(read).isEqualTo(ids.stream().map(UuidOrder::text).toList());
    }

    @Property(tries = 40)
    void rangesOfIdsThatAreSpreadEvenlyAreOfAboutOneSize(
            @ForAll Random random, @ForAll @IntRange(min = 2, max = 32) int count) throws IOException {
        NavigableSet<BigInteger> ids = even(random, 6_000);

        assertThat(largest(ids, cut(ids, count))).isLessThan(4L * ids.size() / count);
    }

    /** The weights are estimates from a few ids each; in 6,000 tries, the largest range had 4.3 times its share. */
    @Property(tries = 30)
    void idsWithATimeInFrontAreSpreadToo(@ForAll Random random, @ForAll @IntRange(min = 4, max = 32) int count)
            throws IOException {
        NavigableSet<BigInteger> ids = timed(random, 6_000);

        assertThat(largest(ids, cut(ids, count))).isLessThan(6L * ids.size() / count);
    }

    @Property(tries = 30)
    void aHeapOfIdsMadeByHandDoesNotStayInOneRange(
            @ForAll Random random, @ForAll @IntRange(min = 8, max = 32) int count) throws IOException {
        NavigableSet<BigInteger> ids = even(random, 3_000);
        for (int i = 0; i < 3_000; i++) {
            ids.add(BigInteger.valueOf(i));
        }

        assertThat(largest(ids, cut(ids, count))).isLessThan(8L * ids.size() / count);
    }

    @Test
    void looksOnlyAsOftenAsItMay() throws IOException {
        NavigableSet<BigInteger> ids = timed(new Random(1), 5_000);
        AtomicInteger looks = new AtomicInteger();

        new RangePlanner(place -> {
                    looks.incrementAndGet();
                    return first(ids, place);
                })
                .cut(5_000, 8);

        assertThat(looks).hasValueLessThan(64 + 12 * 8 + 8);
    }

    @Test
    void oneRangeNeedsNoLook() throws IOException {
        assertThat(new RangePlanner(place -> {
                            throw new AssertionError("looked");
                        })
                        .cut(7, 1))
                .containsExactly(new SizedRange(UuidRange.ALL, 7));
    }

    @Provide
    Arbitrary<NavigableSet<BigInteger>> ids() {
        Arbitrary<Integer> sizes = Arbitraries.integers().between(0, 400);
        Arbitrary<Long> seeds = Arbitraries.longs();
        Arbitrary<String> kinds = Arbitraries.of("even", "timed", "handmade", "edges", "mixed");
        return Combinators.combine(kinds, seeds, sizes).as((kind, seed, size) -> {
            Random random = new Random(seed);
            return switch (kind) {
                case "even" -> even(random, size);
                case "timed" -> timed(random, size);
                case "handmade" -> near(BigInteger.valueOf(random.nextInt(1 << 20)), size);
                case "edges" -> edges(size);
                default -> mixed(random, size);
            };
        });
    }

    private static NavigableSet<BigInteger> even(Random random, int size) {
        NavigableSet<BigInteger> ids = new TreeSet<>();
        while (ids.size() < size) {
            ids.add(new BigInteger(128, random));
        }
        return ids;
    }

    /** As version 7 has them: milliseconds in front, of one day. */
    private static NavigableSet<BigInteger> timed(Random random, int size) {
        NavigableSet<BigInteger> ids = new TreeSet<>();
        while (ids.size() < size) {
            BigInteger time = BigInteger.valueOf(1_760_000_000_000L + random.nextInt(86_400_000));
            ids.add(time.shiftLeft(80).add(new BigInteger(74, random)).setBit(79));
        }
        return ids;
    }

    private static NavigableSet<BigInteger> near(BigInteger start, int size) {
        NavigableSet<BigInteger> ids = new TreeSet<>();
        for (int i = 0; i < size; i++) {
            ids.add(start.add(BigInteger.valueOf(i)));
        }
        return ids;
    }

    /** On both sides of the places where signed and unsigned order part, and at both ends. */
    private static NavigableSet<BigInteger> edges(int size) {
        BigInteger half = BigInteger.valueOf(size / 2);
        NavigableSet<BigInteger> ids = near(BigInteger.ZERO, size);
        ids.addAll(near(BigInteger.ONE.shiftLeft(127).subtract(half), size));
        ids.addAll(near(BigInteger.ONE.shiftLeft(63).subtract(half), size));
        ids.addAll(near(UuidOrder.END.subtract(BigInteger.valueOf(size)), size));
        return ids;
    }

    private static NavigableSet<BigInteger> mixed(Random random, int size) {
        NavigableSet<BigInteger> ids = even(random, size);
        ids.addAll(timed(random, size / 3));
        ids.addAll(edges(size / 10));
        return ids;
    }

    private static List<SizedRange> cut(NavigableSet<BigInteger> ids, int count) throws IOException {
        return new RangePlanner(place -> first(ids, place)).cut(ids.size(), count);
    }

    private static List<BigInteger> first(NavigableSet<BigInteger> ids, BigInteger place) {
        return ids.tailSet(place, true).stream().limit(IdProbe.SIZE).toList();
    }

    private static List<String> after(NavigableSet<BigInteger> ids, String cursor) {
        List<String> texts = new ArrayList<>();
        ids.forEach(id -> texts.add(UuidOrder.text(id)));
        Collections.sort(texts);
        return texts.stream().filter(text -> text.compareTo(cursor) > 0).toList();
    }

    private static long largest(NavigableSet<BigInteger> ids, List<SizedRange> ranges) {
        return ranges.stream()
                .mapToLong(each ->
                        ids.subSet(each.range().from(), each.range().to()).size())
                .max()
                .orElse(0);
    }
}
