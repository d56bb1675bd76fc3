package dev.graphiti.migrator.graph.fingerprint;

import java.io.Serializable;
import java.util.HexFormat;

/** A number of 128 bits without a sign: a hash, or a sum of hashes modulo 2<sup>128</sup>. */
public record Hash128(long high, long low) implements Serializable {
    private static final HexFormat HEX = HexFormat.of();

    public static final Hash128 ZERO = new Hash128(0, 0);

    public Hash128 plus(Hash128 other) {
        long lowSum = low + other.low;
        long carry = Long.compareUnsigned(lowSum, low) < 0 ? 1 : 0;
        return new Hash128(high + other.high + carry, lowSum);
    }

    /** 32 hexadecimal digits. */
    @Override
    public String toString() {
        return HEX.toHexDigits(high) + HEX.toHexDigits(low);
    }
}
