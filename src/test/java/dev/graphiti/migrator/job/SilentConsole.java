package dev.graphiti.migrator.job;

/** Shows nothing. */
public final class SilentConsole implements Console {
    @Override
    public void line(String text) {}

    @Override
    public void progress(Progress progress) {}
}
