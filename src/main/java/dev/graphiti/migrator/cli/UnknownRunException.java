package dev.graphiti.migrator.cli;

import dev.graphiti.migrator.runs.RunOverview;

/** Somebody has named a run that does not exist. */
final class UnknownRunException extends RuntimeException {
    UnknownRunException(String message) {
        super(message);
    }

    UnknownRunException(String runId, RunOverview overview) {
        this("There is no run %s in %s; 'status' without --run shows all.".formatted(runId, overview.directory()));
    }
}
