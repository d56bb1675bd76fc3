package dev.graphiti.migrator.migrate;

import dev.graphiti.migrator.ledger.Progress;

/** Shows nothing. */
final class SilentConsole implements Console {
    @Override
    public void line(String text) {}

    @Override
    public void progress(Progress progress) {}
}
