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
record RangeEstimate(UuidRange range, List<BigInteger> first, BigInteger end, double weight) {
    /** The part whose ids a probe has found; {@code found} may lead out of it. It holds no more than {@code most}. */
    static RangeEstimate of(UuidRange range, List<BigInteger> found, BigInteger end, double most) {
        List<BigInteger> inside =
                found.stream().filter(id -> id.compareTo(range.to()) < 0).toList();
        RangeEstimate part = new RangeEstimate(range, inside, end.min(range.to()), most);
        return part.weighing(inside.size() < IdProbe.SIZE ? inside.size() : Math.min(most, part.guess()));
    }

    /** All its ids are known, or there is no place between them and its end. */
    boolean isDone() {
        return first.size() < IdProbe.SIZE || middle().compareTo(first.get(0)) <= 0;
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

    RangeEstimate weighing(double newWeight) {
        return new RangeEstimate(range, first, end, newWeight);
    }

    RangeEstimate endingAt(BigInteger newEnd) {
        return new RangeEstimate(range, first, newEnd.min(end), weight);
    }

    /** What lies before a place inside, where what lies behind it is thought to hold so much. */
    RangeEstimate before(BigInteger place, double behind) {
        RangeEstimate part = of(new UuidRange(range.from(), place), first, place, weight);
        return part.weighing(weight * part.weight() / Math.max(1, part.weight() + behind));
    }
}
