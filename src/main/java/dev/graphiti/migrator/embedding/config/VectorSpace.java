package dev.graphiti.migrator.embedding.config;

import java.io.Serializable;

/**
 * What makes two vectors comparable. The metric is always cosine, for that is all Graphiti searches with, so the
 * length of a vector means nothing.
 *
 * @param model the name of the model as its provider knows it
 */
public record VectorSpace(String model, int dimension) implements Serializable {
    /**
     * 256 KB a vector. Neo4j's vector indexes take 4,096 dimensions and known models have up to some 12,000; more is a
     * mistake that would exhaust the memory.
     */
    public static final int MAX_DIMENSION = 65_536;

    public VectorSpace {
        if (model.isBlank()) {
            throw new IllegalArgumentException("the vector space has no model");
        }
        if (dimension < 1 || dimension > MAX_DIMENSION) {
            throw new IllegalArgumentException("the vector space of %s has dimension %d".formatted(model, dimension));
        }
    }
}
