package dev.graphiti.migrator.report;

import dev.graphiti.migrator.model.DeadLetter;
import java.util.List;

/**
 * The dead letters of one reason.
 *
 * @param examples the first ones by place in the source, their text shortened
 */
public record DeadLetterReason(String reason, long count, List<DeadLetter> examples) {
    public DeadLetterReason {
        examples = List.copyOf(examples);
    }
}
