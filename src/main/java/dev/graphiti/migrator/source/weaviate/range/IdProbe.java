package dev.graphiti.migrator.source.weaviate.range;

import java.io.IOException;
import java.math.BigInteger;
import java.util.List;

/** Looks up which ids there are, at one place. */
@FunctionalInterface
public interface IdProbe {
    /** How many ids it finds, unless the last one is among them. */
    int SIZE = 20;

    /** The first ids at this place or behind it, in order. */
    List<BigInteger> at(BigInteger place) throws IOException;
}
