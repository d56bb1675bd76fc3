package dev.graphiti.migrator.client;

import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Gathers an answer up to a bound and reads no more of a longer one. A longer answer fails; of a longer error, which is
 * read for its explanation alone, the beginning is kept.
 */
public final class BoundedBody implements HttpResponse.BodySubscriber<byte[]> {
    private static final long LONGEST_ERROR = 64 << 10;

    private final long bound;
    private final boolean cut;
    private final CompletableFuture<byte[]> body = new CompletableFuture<>();
    private List<byte[]> pieces = new ArrayList<>();
    private long size;
    private Flow.@Nullable Subscription subscription;

    private BoundedBody(long bound, boolean cut) {
        this.bound = bound;
        this.cut = cut;
    }

    /** For answers of at most so many bytes. */
    public static HttpResponse.BodyHandler<byte[]> handler(long bound) {
        return head -> head.statusCode() / 100 == 2
                ? new BoundedBody(bound, false)
                : new BoundedBody(Math.min(bound, LONGEST_ERROR), true);
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
    public void onNext(List<ByteBuffer> more) {
        for (ByteBuffer each : more) {
            if (body.isDone()) {
                return;
            }
            byte[] piece = new byte[(int) Math.min(each.remaining(), bound - size)];
            boolean over = piece.length < each.remaining();
            each.get(piece);
            pieces.add(piece);
            size += piece.length;
            if (over) {
                stop();
            }
        }
    }

    private void stop() {
        if (subscription != null) {
            subscription.cancel();
        }
        if (cut) {
            onComplete();
        } else {
            onError(HttpFailure.of(HttpFailure.Kind.TOO_LARGE, "answered with more than %d bytes".formatted(bound)));
        }
    }

    @Override
    public void onError(Throwable failure) {
        pieces = List.of();
        body.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        byte[] all = new byte[(int) size];
        int filled = 0;
        for (byte[] piece : pieces) {
            System.arraycopy(piece, 0, all, filled, piece.length);
            filled += piece.length;
        }
        pieces = List.of();
        body.complete(all);
    }
}
