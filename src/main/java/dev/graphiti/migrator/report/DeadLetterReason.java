package dev.graphiti.migrator.report;

import java.util.List;

/**
 * The dead letters of one reason.
 *
 * @param whole how many contain all of the record, or of the damaged item; the others contain its position in the source
 * @param examples the first ones by place in the source, their text shortened
 */
public record DeadLetterReason(String reason, long count, long whole, List<LetterExample> examples) {
    public DeadLetterReason {
        examples = List.copyOf(examples);
    }
}
