package dev.graphiti.migrator.http;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Gathers an answer up to a bound; a longer one fails, and no more of it is read. */
final class BoundedBody implements HttpResponse.BodySubscriber<byte[]> {
    private final long bound;
    private final CompletableFuture<byte[]> body = new CompletableFuture<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(4096);
    private Flow.@Nullable Subscription subscription;

    BoundedBody(long bound) {
        this.bound = bound;
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return body;
    }

    @Override
    public void onSubscribe(Flow.Subscription newSubscription) {
        subscription = newSubscription;
        newSubscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> pieces) {
        if (body.isDone()) {
            return;
        }
        for (ByteBuffer piece : pieces) {
            if (bytes.size() + (long) piece.remaining() > bound) {
                if (subscription != null) {
                    subscription.cancel();
                }
                body.completeExceptionally(HttpFailure.of(
                        HttpFailure.Kind.TOO_LARGE, "answered with more than %d bytes".formatted(bound)));
                return;
            }
            byte[] copy = new byte[piece.remaining()];
            piece.get(copy);
            bytes.writeBytes(copy);
        }
    }

    @Override
    public void onError(Throwable failure) {
        body.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        body.complete(bytes.toByteArray());
    }
}
