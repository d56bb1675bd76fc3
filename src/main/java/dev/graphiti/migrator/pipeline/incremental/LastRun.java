package dev.graphiti.migrator.pipeline.incremental;

import dev.graphiti.migrator.model.GraphElement;
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
 * @param reembeds whether they get them even if their record has one
 */
public record LastRun(List<String> ledgers, Instant runStart, boolean embeds, boolean reembeds)
        implements Serializable {
    public LastRun {
        ledgers = new ArrayList<>(ledgers);
    }

    /** Whether the run makes the vector of an element. */
    boolean embeds(GraphElement element) {
        String text = element.embeddableText();
        return embeds && text != null && !text.isBlank() && (element.vector() == null || reembeds);
    }
}
