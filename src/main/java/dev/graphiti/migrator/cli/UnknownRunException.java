package dev.graphiti.migrator.cli;

import dev.graphiti.migrator.runs.RunOverview;

/** The run that the user has named does not exist. */
final class UnknownRunException extends RuntimeException {
    UnknownRunException(String message) {
        super(message);
    }

    UnknownRunException(String runId, RunOverview overview) {
        this("There is no run %s in %s; 'status' without --run shows all.".formatted(runId, overview.directory()));
    }
}
