package dev.graphiti.migrator.gone;

import dev.graphiti.migrator.graph.write.GoneElements.Gone;
import dev.graphiti.migrator.ledger.LedgerEvent;
import dev.graphiti.migrator.ledger.LedgerRow;
import dev.graphiti.migrator.ledger.LedgerSequence;
import dev.graphiti.migrator.ledger.parquet.LedgerReader;
import dev.graphiti.migrator.model.ElementKind;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The rows of a ledger that name elements which the source no longer has, and those that say what became of them. */
final class GoneRows {
    static final String PRODUCER = "gone";

    /** Rows of elements that a record of the run has made. */
    private static final Set<LedgerEvent> MET =
            EnumSet.of(LedgerEvent.CREATED, LedgerEvent.KEPT, LedgerEvent.UPDATED, LedgerEvent.UNCHANGED);

    private final String directory;
    private final Set<String> done = new HashSet<>();
    private final Map<String, Map<String, Long>> counts = new TreeMap<>();
    private long newest;

    private GoneRows(String directory) {
        this.directory = directory;
    }

    static GoneRows of(String directory) {
        GoneRows rows = new GoneRows(directory);
        each(directory, rows::note);
        each(directory, row -> {
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

    static String key(LedgerRow row) {
        return "%s %s %s".formatted(row.kind(), row.uuid(), row.groupId());
    }

    private static void each(String directory, Consumer<LedgerRow> taken) {
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
        each(directory, row -> {
            if (row.kind().equals(kind.graphName()) && isOpen(row)) {
                taken.accept(row);
            }
        });
    }

    /**
     * The keys of those not worked on yet that other runs have met in their sources.
     *
     * @param ledgers of the other runs
     */
    Set<String> sharedWith(List<String> ledgers) {
        Set<String> shared = new HashSet<>();
        if (!ledgers.isEmpty()) {
            Set<String> open = new HashSet<>();
            each(directory, row -> {
                if (isOpen(row)) {
                    open.add(key(row));
                }
            });
            ledgers.forEach(ledger -> each(ledger, row -> {
                if (MET.contains(row.event()) && open.contains(key(row))) {
                    shared.add(key(row));
                }
            }));
        }
        return shared;
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
