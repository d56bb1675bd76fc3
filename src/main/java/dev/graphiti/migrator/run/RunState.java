package dev.graphiti.migrator.run;

import java.util.Locale;

/** How far a run has come. */
public enum RunState {
    /** Started and not known to have ended; also the state that a killed run is left in. */
    RUNNING(true),
    /** Stopped with a savepoint. */
    STOPPED(true),
    /** Given up by itself; its checkpoints are there. */
    FAILED(true),
    /** The source is exhausted and everything is accounted for or reported. */
    FINISHED(false),
    /** What it had written was taken back. */
    ROLLED_BACK(false);

    private final boolean resumable;

    RunState(boolean resumable) {
        this.resumable = resumable;
    }

    /** Whether the run is unfinished, so that it is worth going on with. */
    public boolean resumable() {
        return resumable;
    }

    /** As a person would say it. */
    public String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
