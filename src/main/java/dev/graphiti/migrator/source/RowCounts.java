package dev.graphiti.migrator.source;

import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.source.SourceCount.Certainty;
import dev.graphiti.migrator.source.SourceCount.Unit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts the collections of files whose rows are records. A collection with a file that cannot be counted is left out. */
public final class RowCounts {
    private static final Logger LOG = LoggerFactory.getLogger(RowCounts.class);

    private RowCounts() {}

    /** How many rows a file says that it has. */
    public interface Rows {
        /** Asks the file, not those who have read it. */
        long of(String file) throws IOException;
    }

    /**
     * The counts of all collections whose files can be counted.
     *
     * @param collections of the files, by file
     */
    public static List<SourceCount> of(Map<String, String> collections, Rows rows) {
        Map<String, Long> counted = new TreeMap<>();
        Set<String> uncounted = new TreeSet<>();
        for (Map.Entry<String, String> each : collections.entrySet()) {
            try {
                counted.merge(each.getValue(), rows.of(each.getKey()), Long::sum);
            } catch (IOException | MigratorException e) {
                LOG.warn("The records of collection {} are not counted: {}", each.getValue(), e.getMessage());
                uncounted.add(each.getValue());
            }
        }
        counted.keySet().removeAll(uncounted);
        List<SourceCount> counts = new ArrayList<>();
        counted.forEach((name, count) -> counts.add(new SourceCount(name, Unit.RECORDS, count, Certainty.EXACT)));
        return counts;
    }
}
