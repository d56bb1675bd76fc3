package dev.graphiti.migrator.graph.fingerprint;

import java.io.Serializable;

/**
 * How many elements a bucket has, and the sum of their hashes modulo 2<sup>128</sup>. Not their XOR, in which two equal
 * elements cancel each other out, so that one pair of doubled elements would look like any other.
 */
public record BucketSum(long count, Hash128 sum) implements Serializable {
    public static final BucketSum EMPTY = new BucketSum(0, Hash128.ZERO);

    public BucketSum plus(BucketSum other) {
        return new BucketSum(count + other.count, sum.plus(other.sum));
    }
}
