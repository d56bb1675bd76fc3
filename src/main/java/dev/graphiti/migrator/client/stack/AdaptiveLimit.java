package dev.graphiti.migrator.client.stack;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * How many requests may be in flight: one more for each round of good answers, half as many when the server is
 * overloaded (additive increase, multiplicative decrease), between one and a maximum.
 */
final class AdaptiveLimit {
    /** Leave to send one request. */
    record Permit(long round) {}

    private final int maximum;
    private final CallListener<?, ?> listener;
    private final Queue<PermitReceiver> waiting = new ArrayDeque<>();
    private final AtomicInteger handingOut = new AtomicInteger();
    private double limit;
    private int inFlight;

    /** Grows with each decrease, so that one burst of refusals counts once. */
    private long round;

    /** Takes a permit when there is one; called on any thread, must not throw. */
    interface PermitReceiver {
        void receive(Permit permit);
    }

    AdaptiveLimit(int maximum, CallListener<?, ?> listener) {
        this.maximum = maximum;
        this.listener = listener;
        limit = maximum;
    }

    /** In the order of the calls. */
    void acquire(PermitReceiver receiver) {
        synchronized (this) {
            waiting.add(receiver);
        }
        handOut();
    }

    void release(Permit permit, boolean overloaded) {
        synchronized (this) {
            inFlight--;
            if (!overloaded) {
                limit = Math.min(maximum, limit + 1 / limit);
            } else if (permit.round() == round) {
                limit = Math.max(1, limit / 2);
                round++;
            }
        }
        handOut();
    }

    synchronized int current() {
        return (int) limit;
    }

    /**
     * One thread at a time hands out, others leave a note. A receiver may acquire or release before it returns: with
     * plain recursion, ten thousand requests to a server that answers at once would overflow the stack.
     */
    private void handOut() {
        if (handingOut.getAndIncrement() > 0) {
            return;
        }
        int notes = 1;
        while (notes > 0) {
            for (Handover next = next(); next != null; next = next()) {
                listener.load(next.inFlight(), next.limit());
                next.receiver().receive(next.permit());
            }
            listener.load(inFlight(), current());
            notes = handingOut.addAndGet(-notes);
        }
    }

    private record Handover(PermitReceiver receiver, Permit permit, int inFlight, int limit) {}

    private synchronized @Nullable Handover next() {
        PermitReceiver receiver = inFlight < current() ? waiting.poll() : null;
        if (receiver == null) {
            return null;
        }
        inFlight++;
        return new Handover(receiver, new Permit(round), inFlight, current());
    }

    private synchronized int inFlight() {
        return inFlight;
    }
}
