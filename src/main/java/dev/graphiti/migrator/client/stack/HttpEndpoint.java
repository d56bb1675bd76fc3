package dev.graphiti.migrator.client.stack;

import dev.graphiti.migrator.client.Exchange;
import dev.graphiti.migrator.client.HttpAnswer;
import dev.graphiti.migrator.client.HttpCall;
import dev.graphiti.migrator.client.ResponseClassifier;
import java.util.concurrent.CompletableFuture;

/** Converts requests to HTTP, answers back, and every unsuccessful answer into a failure. */
record HttpEndpoint<Q, A>(
        Exchange<HttpCall, HttpAnswer> network,
        ResponseClassifier classifier,
        Codec<Q, A> codec,
        CallListener<Q, A> listener)
        implements Exchange<Q, A> {
    @Override
    public CompletableFuture<A> send(Q request) {
        HttpCall call = codec.call(request);
        return network.send(call).thenApply(answer -> {
            listener.received(answer.body().length);
            if (!answer.isSuccess()) {
                throw classifier.of(call, answer);
            }
            return codec.answer(request, answer);
        });
    }

    @Override
    public void close() {
        network.close();
    }
}
