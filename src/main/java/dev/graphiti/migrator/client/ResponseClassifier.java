package dev.graphiti.migrator.client;

/** Says what an answer that is no success means, in one sentence that names the address and holds no secret. */
public interface ResponseClassifier {
    HttpFailure of(HttpCall call, HttpAnswer answer);
}
