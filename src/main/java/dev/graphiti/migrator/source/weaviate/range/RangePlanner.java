package dev.graphiti.migrator.source.weaviate.range;

import dev.graphiti.migrator.source.weaviate.api.UuidOrder;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Cuts the ids of a collection into ranges of about one size. Ids need not be spread evenly: those with a time in front
 * or made by hand lie close together, so the heaviest range is halved again and again at an id that is really there, and
 * weighed by how dense its ids are. The ranges always cover all UUIDs, whatever the guesses are worth.
 */
public final class RangePlanner {
    /** So many looks for each range that is wanted, besides a few to begin with. */
    private static final int LOOKS_PER_RANGE = 12;

    /** A part of less than a fourth of a range's share is joined with a neighbor, so it costs no range. */
    private static final int LIGHT = 4;

    private final IdProbe probe;
    private int looks;

    public RangePlanner(IdProbe probe) {
        this.probe = probe;
    }

    /** At most so many ranges, in order, for about so many objects. */
    public List<SizedRange> cut(long objects, int ranges) throws IOException {
        if (ranges <= 1) {
            return List.of(new SizedRange(UuidRange.ALL, objects));
        }
        looks = 64 + LOOKS_PER_RANGE * ranges;
        List<RangeEstimate> done = new ArrayList<>();
        PriorityQueue<RangeEstimate> open = new PriorityQueue<>(
                Comparator.comparingDouble(RangeEstimate::weight).reversed());
        open.add(RangeEstimate.of(UuidRange.ALL, look(BigInteger.ZERO), UuidOrder.END, (double) objects)
                .weighing((double) objects));
        double light = (double) objects / ranges / LIGHT;
        int lightParts = 0;
        while (!open.isEmpty() && open.size() + done.size() - lightParts < ranges && looks > 0) {
            RangeEstimate heaviest = open.remove();
            if (heaviest.isDone()) {
                done.add(heaviest);
                continue;
            }
            for (RangeEstimate half : halve(heaviest)) {
                if (half.weight() < light) {
                    done.add(half);
                    lightParts++;
                } else {
                    open.add(half);
                }
            }
        }
        done.addAll(open);
        return joined(sized(done), ranges);
    }

    /** Joins the two neighbors that are the lightest together, until there are few enough. */
    private static List<SizedRange> joined(List<SizedRange> parts, int ranges) {
        List<SizedRange> joined = new ArrayList<>(parts);
        while (joined.size() > ranges) {
            int lightest = 0;
            for (int i = 1; i + 1 < joined.size(); i++) {
                if (pair(joined, i) < pair(joined, lightest)) {
                    lightest = i;
                }
            }
            SizedRange upper = joined.remove(lightest + 1);
            SizedRange lower = joined.get(lightest);
            joined.set(
                    lightest,
                    new SizedRange(
                            new UuidRange(lower.range().from(), upper.range().to()), lower.size() + upper.size()));
        }
        return joined;
    }

    private static long pair(List<SizedRange> parts, int lower) {
        return parts.get(lower).size() + parts.get(lower + 1).size();
    }

    private List<BigInteger> look(BigInteger place) throws IOException {
        looks--;
        return probe.at(place);
    }

    private List<RangeEstimate> halve(RangeEstimate part) throws IOException {
        List<BigInteger> found = look(part.middle());
        if (found.isEmpty() || found.get(0).compareTo(part.end()) >= 0) {
            return List.of(part.endingAt(lastPowerOfTwo(part)));
        }
        BigInteger cut = found.get(0);
        RangeEstimate upper = RangeEstimate.of(new UuidRange(cut, part.range().to()), found, part.end(), part.weight());
        RangeEstimate lower = part.before(cut, upper.weight());
        return List.of(lower, upper.weighing(Math.max(0, part.weight() - lower.weight())));
    }

    /** Where the ids of a part end whose upper half is empty, within a factor of two from its first id. */
    private BigInteger lastPowerOfTwo(RangeEstimate part) throws IOException {
        BigInteger start = part.first().get(0);
        int low = 0;
        int high = part.end().subtract(start).bitLength();
        while (low < high) {
            int middle = (low + high) >>> 1;
            BigInteger place = start.add(BigInteger.ONE.shiftLeft(middle));
            List<BigInteger> found = place.compareTo(UuidOrder.END) < 0 ? look(place) : List.of();
            if (found.isEmpty() || found.get(0).compareTo(part.end()) >= 0) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return start.add(BigInteger.ONE.shiftLeft(low));
    }

    private static List<SizedRange> sized(List<RangeEstimate> parts) {
        return parts.stream()
                .sorted(Comparator.comparing(part -> part.range().from()))
                .map(part -> new SizedRange(part.range(), Math.round(part.weight())))
                .toList();
    }
}
