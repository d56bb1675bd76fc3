package dev.graphiti.migrator.gone;

import dev.graphiti.migrator.graph.write.GoneElements.Gone;
import dev.graphiti.migrator.ledger.LedgerEvent;
import dev.graphiti.migrator.ledger.LedgerRow;
import dev.graphiti.migrator.ledger.LedgerSequence;
import dev.graphiti.migrator.ledger.parquet.LedgerReader;
import dev.graphiti.migrator.model.ElementKind;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The rows of a ledger that name elements which the source no longer has, and those that say what became of them. */
final class GoneRows {
    static final String PRODUCER = "gone";

    private final String directory;
    private final Set<String> done = new HashSet<>();
    private final Map<String, Map<String, Long>> counts = new TreeMap<>();
    private long newest;

    private GoneRows(String directory) {
        this.directory = directory;
    }

    static GoneRows of(String directory) {
        GoneRows rows = new GoneRows(directory);
        rows.each(rows::note);
        rows.each(row -> {
            if (rows.isOpen(row)) {
                rows.counts
                        .computeIfAbsent(row.collection(), collection -> new TreeMap<>())
                        .merge(row.kind(), 1L, Long::sum);
            }
        });
        return rows;
    }

    private void note(LedgerRow row) {
        newest = Math.max(newest, row.sequence());
        if (row.producer().equals(PRODUCER)) {
            done.add(key(row));
        }
    }

    private boolean isOpen(LedgerRow row) {
        return row.event() == LedgerEvent.GONE && row.storedHash() != null && !done.contains(key(row));
    }

    private static String key(LedgerRow row) {
        return "%s %s %s".formatted(row.kind(), row.uuid(), row.groupId());
    }

    private void each(Consumer<LedgerRow> taken) {
        try (LedgerReader rows = LedgerReader.of(directory)) {
            while (rows.hasNext()) {
                taken.accept(rows.next());
            }
        }
    }

    /** How many there are of each kind that were not worked on yet, by collection. */
    Map<String, Map<String, Long>> counts() {
        return counts;
    }

    long count() {
        return counts.values().stream()
                .flatMap(kinds -> kinds.values().stream())
                .mapToLong(Long::longValue)
                .sum();
    }

    /** Rows of a kind that were not worked on yet. */
    void open(ElementKind kind, Consumer<LedgerRow> taken) {
        each(row -> {
            if (row.kind().equals(kind.graphName()) && isOpen(row)) {
                taken.accept(row);
            }
        });
    }

    static Gone element(LedgerRow row) {
        return new Gone(
                ElementKind.named(row.kind()), row.uuid(), row.groupId(), Objects.requireNonNull(row.storedHash()));
    }

    /** The sequence of the first row after those that the ledger has. */
    LedgerSequence next() {
        return new LedgerSequence(LedgerSequence.of(newest).checkpoint() + 1, 0, 0, 0);
    }
}
