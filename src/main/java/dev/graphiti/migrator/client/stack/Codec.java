package dev.graphiti.migrator.client.stack;

import dev.graphiti.migrator.client.HttpAnswer;
import dev.graphiti.migrator.client.HttpCall;
import dev.graphiti.migrator.client.HttpFailure;

/** What an endpoint's own requests and answers are in HTTP. */
public interface Codec<Q, A> {
    /** For clients whose requests and answers are those of HTTP. */
    Codec<HttpCall, HttpAnswer> HTTP = new Codec<>() {
        @Override
        public HttpCall call(HttpCall request) {
            return request;
        }

        @Override
        public HttpAnswer answer(HttpCall request, HttpAnswer answer) {
            return answer;
        }
    };

    HttpCall call(Q request);

    /**
     * Reads a successful answer.
     *
     * @throws HttpFailure if it cannot be used, for instance {@link HttpFailure.Kind#UNREADABLE}
     */
    A answer(Q request, HttpAnswer answer);
}
