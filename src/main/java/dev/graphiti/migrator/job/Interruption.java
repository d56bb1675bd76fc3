package dev.graphiti.migrator.job;

/** What is done when Ctrl-C or SIGTERM ends this process before it is closed. */
public final class Interruption implements AutoCloseable {
    private final Thread hook;

    private Interruption(Thread hook) {
        this.hook = hook;
    }

    public static Interruption watch(Runnable atInterruption) {
        Thread hook = new Thread(atInterruption, "interrupted");
        Runtime.getRuntime().addShutdownHook(hook);
        return new Interruption(hook);
    }

    @Override
    @SuppressWarnings("UnusedException") // It says what we know: this process is being ended.
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The hook runs already, and reports.
        }
    }
}
