package dev.graphiti.migrator.client;

import java.time.Duration;

/** Hears what is sent and answered, from any thread. */
public interface HttpListener {
    HttpListener NONE = new HttpListener() {};

    /** A request goes out; a repeated one counts again. */
    default void started() {}

    /** An answer came, of so many bytes, or none will. */
    default void finished(int bytes, Duration latency) {}

    /** The request will be repeated. */
    default void retry(HttpFailure.Kind why) {}

    /** A request had to wait for the quota. */
    default void waited(Duration time) {}
}
