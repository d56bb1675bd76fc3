package dev.graphiti.migrator.source.weaviate.range;

import dev.graphiti.migrator.source.weaviate.api.UuidOrder;
import java.math.BigInteger;

/**
 * The UUIDs from one on and below another, in unsigned order.
 *
 * @param from the first one's number
 * @param to the number behind the last one
 */
public record UuidRange(BigInteger from, BigInteger to) {
    public static final UuidRange ALL = new UuidRange(BigInteger.ZERO, UuidOrder.END);

    public UuidRange {
        if (from.signum() < 0 || from.compareTo(to) >= 0 || to.compareTo(UuidOrder.END) > 0) {
            throw new IllegalArgumentException("no range of UUIDs: from %x to %x".formatted(from, to));
        }
    }

    /** What a cursor that excludes its start is set to: the UUID before the first, empty before all. */
    public String cursor() {
        return from.signum() == 0 ? "" : UuidOrder.text(from.subtract(BigInteger.ONE));
    }

    /** Whether a UUID that is not before the range lies behind it. */
    public boolean endsBefore(String id) {
        return !reachesTheEnd() && UuidOrder.text(to).compareTo(id) <= 0;
    }

    private boolean reachesTheEnd() {
        return to.equals(UuidOrder.END);
    }

    BigInteger length() {
        return to.subtract(from);
    }

    /** In the notation of split specifications. */
    public String text() {
        return from.toString(16) + "-" + to.toString(16);
    }

    public static UuidRange parse(String text) {
        int dash = text.indexOf('-');
        return new UuidRange(new BigInteger(text.substring(0, dash), 16), new BigInteger(text.substring(dash + 1), 16));
    }
}
