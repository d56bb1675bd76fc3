package dev.graphiti.migrator.client.stack;

import dev.graphiti.migrator.client.HttpFailure;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Hears what is sent and answered, from any thread. */
public interface CallListener<Q, A> {
    /** Hears nothing. */
    static <Q, A> CallListener<Q, A> none() {
        return new CallListener<>() {};
    }

    /** A request goes out; a repeated one counts again. */
    default void started(Q request) {}

    /** An HTTP answer came, good or bad, of so many bytes. */
    default void received(int bytes) {}

    /** An answer came that can be used, or none will: it is null then. */
    default void finished(@Nullable A answer, Duration latency) {}

    /** The request will be repeated. */
    default void retry(HttpFailure.Kind why) {}

    /** A request had to wait for the quota. */
    default void waited(Duration time) {}

    /** Requests in flight, and how many may be at the moment. */
    default void load(int inFlight, int limit) {}
}
