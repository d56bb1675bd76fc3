package dev.graphiti.migrator.pipeline.incremental;

import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What a run is compared with.
 *
 * @param ledgers the folders of the ledgers, oldest first; none if the run is the first of its name
 * @param runStart of the run itself
 * @param embeds whether elements get vectors
 */
public record LastRun(List<String> ledgers, Instant runStart, boolean embeds) implements Serializable {
    public LastRun {
        ledgers = new ArrayList<>(ledgers);
    }
}
