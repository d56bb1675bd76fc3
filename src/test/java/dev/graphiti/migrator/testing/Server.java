package dev.graphiti.migrator.testing;

import java.util.Map;

/** A server that tests start and end: a process of this machine, or a container. */
public interface Server {
    /** Starts it, or starts it again with its data after it was stopped or killed, and waits until it is ready. */
    void start();

    /** Ends it in good order. */
    void stop();

    /** Ends it at once, as a crash would. */
    void kill();

    /** Its addresses as this JVM reaches them, and its credentials, by name. */
    Map<String, String> environment();

    /** The number of its process. */
    long pid();
}
