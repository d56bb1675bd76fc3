package dev.graphiti.migrator.embedding;

import dev.graphiti.migrator.model.Embedding;

/** What became of one text. */
public sealed interface EmbeddingResult {

    record Embedded(Embedding embedding) implements EmbeddingResult {}

    /**
     * This text, and only this one, cannot be embedded.
     *
     * @param message one sentence
     */
    record Rejected(Reason reason, String message) implements EmbeddingResult {}

    /** Why a text has no vector; the words under which dead letters are counted. */
    enum Reason {
        /** The provider does not take the text, for instance because it is too long. */
        TEXT_REFUSED("text-refused"),
        /** The provider's vector for the text is empty, all zeros or not finite. */
        INVALID_VECTOR("invalid-vector");

        private final String word;

        Reason(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }
}
