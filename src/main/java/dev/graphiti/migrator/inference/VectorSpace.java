package dev.graphiti.migrator.inference;

import java.io.Serializable;

/**
 * What makes two vectors comparable. The metric is always cosine, for that is all Graphiti searches with, so the
 * length of a vector means nothing.
 *
 * @param model the name of the model as its provider knows it
 */
public record VectorSpace(String model, int dimension) implements Serializable {
    public VectorSpace {
        if (model.isBlank()) {
            throw new IllegalArgumentException("the vector space has no model");
        }
        if (dimension < 1) {
            throw new IllegalArgumentException("the vector space of %s has dimension %d".formatted(model, dimension));
        }
    }
}
