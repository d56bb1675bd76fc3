package dev.graphiti.migrator.mapping.graphrag;

import java.io.Serializable;
import java.util.List;

/**
 * When the episodes of a document happened, as it is configured.
 *
 * @param field the column of documents
 * @param ifMissing {@code fail-record}, {@code run-start}, or a time
 * @param ifUnreadable the same for a time in no known format
 */
public record EpisodeTime(String field, List<String> formats, String zone, String ifMissing, String ifUnreadable)
        implements Serializable {
    public EpisodeTime {
        formats = List.copyOf(formats);
    }
}
