package dev.graphiti.migrator.mapping.reshape;

/** Ends a program. Not an exception of jq, which {@code try} would catch. */
final class LimitException extends RuntimeException {
    /** @param sentence which limit, and what to do, without its end */
    LimitException(String sentence) {
        super(sentence, null, false, false);
    }
}
