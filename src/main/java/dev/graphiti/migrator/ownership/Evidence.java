package dev.graphiti.migrator.ownership;

import dev.graphiti.migrator.job.FlinkRest;
import dev.graphiti.migrator.job.JobWatcher;
import dev.graphiti.migrator.model.RunOwner;
import java.util.Optional;

/** What is known of the job that owns a run, beside its lease. */
enum Evidence {
    /** Its cluster says that it has ended, or the process that it ran in is gone. */
    ENDED,
    /** Its cluster says that it has not ended. */
    RUNNING,
    /** The process that it runs in is there. */
    PROCESS_ALIVE,
    /** Nobody answers, or the process is on another machine. */
    UNKNOWN;

    static Evidence of(RunOwner owner) {
        if (owner.cluster() == null) {
            return ThisMachine.evidence(owner);
        }
        Optional<String> state = new FlinkRest(owner.cluster(), owner.jobId()).state();
        return state.map(known -> JobWatcher.isEnd(known) ? ENDED : RUNNING).orElse(UNKNOWN);
    }
}
