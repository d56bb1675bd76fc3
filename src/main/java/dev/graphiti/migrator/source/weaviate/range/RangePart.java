package dev.graphiti.migrator.source.weaviate.range;

import java.math.BigInteger;
import java.util.List;

/**
 * A range while it is being divided.
 *
 * @param first its first ids, as far as a probe has shown them
 * @param end behind which it holds no id, as far as is known; not behind the range
 * @param weight how many objects it is thought to hold
 */
record RangePart(UuidRange range, List<BigInteger> first, BigInteger end, double weight) {
    /** The part whose ids a probe has found; {@code found} may lead out of it. It holds no more than {@code most}. */
    static RangePart of(UuidRange range, List<BigInteger> found, BigInteger end, double most) {
        List<BigInteger> inside =
                found.stream().filter(id -> id.compareTo(range.to()) < 0).toList();
        RangePart part = new RangePart(range, inside, end.min(range.to()), most);
        return part.weighing(inside.size() < Probe.SIZE ? inside.size() : Math.min(most, part.guess()));
    }

    /** All its ids are known, or there is no place between them and its end. */
    boolean isDone() {
        return first.size() < Probe.SIZE || middle().compareTo(first.get(0)) <= 0;
    }

    /** As many objects as if they were everywhere as dense as at the start. */
    private double guess() {
        BigInteger start = first.get(0);
        BigInteger span = first.get(first.size() - 1).subtract(start);
        return (first.size() - 1) / span.doubleValue() * end.subtract(start).doubleValue();
    }

    BigInteger middle() {
        return first.get(0).add(end).shiftRight(1);
    }

    RangePart weighing(double newWeight) {
        return new RangePart(range, first, end, newWeight);
    }

    RangePart endingAt(BigInteger newEnd) {
        return new RangePart(range, first, newEnd.min(end), weight);
    }

    /** What lies before a place inside, where what lies behind it is thought to hold so much. */
    RangePart before(BigInteger place, double behind) {
        RangePart part = of(new UuidRange(range.from(), place), first, place, weight);
        return part.weighing(weight * part.weight() / Math.max(1, part.weight() + behind));
    }
}
