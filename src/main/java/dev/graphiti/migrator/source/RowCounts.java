package dev.graphiti.migrator.source;

import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.source.SourceCount.Certainty;
import dev.graphiti.migrator.source.SourceCount.Unit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts the collections of files whose rows are records. A collection with a file that cannot be counted is unknown. */
public final class RowCounts {
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
        Map<String, String> uncounted = new TreeMap<>();
        for (Map.Entry<String, String> each : collections.entrySet()) {
            try {
                counted.merge(each.getValue(), rows.of(each.getKey()), Long::sum);
            } catch (IOException | MigratorException e) {
                uncounted.putIfAbsent(each.getValue(), String.valueOf(e.getMessage()));
            }
        }
        counted.keySet().removeAll(uncounted.keySet());
        List<SourceCount> counts = new ArrayList<>();
        counted.forEach((name, count) -> counts.add(new SourceCount(name, Unit.RECORDS, count, Certainty.EXACT)));
        uncounted.forEach((name, reason) -> counts.add(SourceCount.unknown(name, reason)));
        return counts;
    }
}
