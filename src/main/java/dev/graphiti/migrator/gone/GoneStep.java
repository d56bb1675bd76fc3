package dev.graphiti.migrator.gone;

import dev.graphiti.migrator.app.MigrationConfig;
import dev.graphiti.migrator.graph.Target;
import dev.graphiti.migrator.graph.fingerprint.ElementHash;
import dev.graphiti.migrator.graph.read.StoredElement;
import dev.graphiti.migrator.graph.write.GoneElements;
import dev.graphiti.migrator.graph.write.GoneElements.Fate;
import dev.graphiti.migrator.graph.write.GoneElements.Settled;
import dev.graphiti.migrator.graph.write.WriteOptions.OnGone;
import dev.graphiti.migrator.job.Console;
import dev.graphiti.migrator.ledger.LedgerEvent;
import dev.graphiti.migrator.ledger.LedgerRow;
import dev.graphiti.migrator.ledger.LedgerSequence;
import dev.graphiti.migrator.ledger.parquet.LedgerAppender;
import dev.graphiti.migrator.model.ElementKind;
import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;
import dev.graphiti.migrator.report.GraphSample;
import dev.graphiti.migrator.report.RunReport;
import dev.graphiti.migrator.run.Lineage;
import dev.graphiti.migrator.run.RunFiles;
import dev.graphiti.migrator.run.RunInfo;
import dev.graphiti.migrator.run.RunState;
import dev.graphiti.migrator.run.Runs;
import dev.graphiti.migrator.text.Formats;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Shows what the source no longer has, and expires or removes it. */
public final class GoneStep {
    private static final int ELEMENTS_IN_TRANSACTION = 500;

    /** Edges before the nodes that they connect. */
    private static final List<ElementKind> ORDER = Stream.of(ElementKind.values())
            .sorted((one, other) -> Boolean.compare(one.isNode(), other.isNode()))
            .toList();

    private final MigrationConfig config;
    private final RunInfo run;
    private final RunFiles files;
    private final Console console;
    private final ElementHash hash = new ElementHash();
    private final Map<Fate, Long> fates = new EnumMap<>(Fate.class);

    /** @param run one that has finished */
    public GoneStep(MigrationConfig config, RunInfo run, Console console) {
        this.config = config;
        this.run = run;
        this.files = new Runs(config.run().base()).files(run.runId());
        this.console = console;
    }

    /**
     * Shows the plan.
     *
     * @param execute whether to do it too
     * @throws MigratorException if it cannot be done
     */
    public void run(boolean execute) {
        Lineage lineage = checked();
        GoneRows rows = GoneRows.of(files.ledger());
        if (rows.count() == 0) {
            console.line("Run %s: the source still has every element that the earlier runs named '%s' have written."
                    .formatted(run.runId(), lineage.name()));
            return;
        }
        console.line("Run %s: %s of the earlier runs named '%s' %s in the source any more: %s."
                .formatted(
                        run.runId(),
                        Formats.count(rows.count(), "element", "elements"),
                        lineage.name(),
                        rows.count() == 1 ? "is not" : "are not",
                        words(rows.counts())));
        OnGone onGone = config.write().onGone();
        Optional<String> doubt = Completeness.doubt(
                RunReport.of(files, GraphSample.NONE), rows.counts().keySet());
        if (onGone == OnGone.KEEP) {
            console.line("They are kept, since write.on-gone is 'keep'. 'runs ledger --event gone' lists them.");
        } else if (doubt.isPresent()) {
            String sentence =
                    "Run %s may not have read its whole source: %s. The %s kept; fix the cause and run 'migrate' again."
                            .formatted(
                                    run.runId(),
                                    doubt.get(),
                                    Formats.count(
                                            rows.count(),
                                            "element that it has not met is",
                                            "elements that it has not met are"));
            if (execute) {
                throw new MigratorException(Fault.SOURCE, sentence);
            }
            console.line(sentence);
        } else if (execute) {
            execute(rows, lineage, onGone);
        } else {
            console.line(("Nothing was changed. With --execute, %s, or another run has met them."
                            + " 'runs ledger --event gone' lists them.")
                    .formatted(
                            onGone == OnGone.REMOVE
                                    ? "they are removed, unless others have changed them or refer to them"
                                    : "the facts among them stop being valid at %s, unless others have changed them"
                                            .formatted(run.startedAt())));
        }
    }

    private Lineage checked() {
        Lineage lineage = run.lineage();
        if (lineage == null) {
            throw refused(
                    "Run %s has no name, so it was compared with no other; set run.name and run 'migrate' again.");
        }
        if (run.state() != RunState.FINISHED) {
            throw refused("Run %s has not finished; continue it with 'migrate --continue', or end it with 'report'.");
        }
        boolean isLast = new Runs(config.run().base())
                .list().stream()
                        .filter(other -> other.lineage() != null
                                && other.lineage().name().equals(lineage.name())
                                && other.state() != RunState.ROLLED_BACK)
                        .allMatch(other -> !other.startedAt().isAfter(run.startedAt()));
        if (!isLast) {
            throw refused("Run %s is not the last one of its name; omit its id.");
        }
        return lineage;
    }

    private MigratorException refused(String sentence) {
        return new MigratorException(Fault.CONFIGURATION, sentence.formatted(run.runId()));
    }

    private static String words(Map<String, Map<String, Long>> counts) {
        return counts.entrySet().stream()
                .map(collection -> "%s: %s"
                        .formatted(
                                collection.getKey(),
                                collection.getValue().entrySet().stream()
                                        .map(kind -> "%s %s".formatted(Formats.count(kind.getValue()), kind.getKey()))
                                        .collect(Collectors.joining(", "))))
                .collect(Collectors.joining("; "));
    }

    private void execute(GoneRows rows, Lineage lineage, OnGone onGone) {
        List<Instant> starts = Stream.concat(lineage.starts().stream(), Stream.of(run.startedAt()))
                .toList();
        try (Target target = Target.open(Objects.requireNonNull(config.target()));
                LedgerAppender ledger = LedgerAppender.to(files.ledger(), GoneRows.PRODUCER)) {
            GoneElements elements = new GoneElements(target, run.runId(), starts, run.startedAt(), onGone);
            Writing writing = new Writing(elements, ledger, rows.next(), rows.sharedWith(ledgersOfOthers(lineage)));
            for (ElementKind kind : ORDER) {
                rows.open(kind, row -> writing.add(kind, row));
                writing.flush(kind);
            }
            if (writing.count > 0) {
                ledger.publish();
            }
            elements.forget();
        }
        console.line("%s."
                .formatted(fates.entrySet().stream()
                        .map(fate -> "%s %s"
                                .formatted(
                                        Formats.count(fate.getValue()),
                                        fate.getKey().words()))
                        .collect(Collectors.joining(", "))));
    }

    /** Of runs without this name that have written to the same graph. */
    private List<String> ledgersOfOthers(Lineage lineage) {
        Runs runs = new Runs(config.run().base());
        List<RunInfo> inGraph = runs.list().stream()
                .filter(other -> other.target().equals(run.target()))
                .toList();
        return lineage.others(inGraph).stream()
                .map(id -> runs.files(id).ledger())
                .toList();
    }

    /** Batches of one kind on their way to the graph, and the rows that tell of them. */
    private final class Writing {
        private final GoneElements elements;
        private final LedgerAppender ledger;
        private final LedgerSequence first;
        private final Set<String> shared;
        private final List<LedgerRow> batch = new ArrayList<>();
        private long count;

        Writing(GoneElements elements, LedgerAppender ledger, LedgerSequence first, Set<String> shared) {
            this.shared = shared;
            this.elements = elements;
            this.ledger = ledger;
            this.first = first;
        }

        void add(ElementKind kind, LedgerRow row) {
            if (shared.contains(GoneRows.key(row))) {
                fates.merge(Fate.MET_BY_OTHER_RUNS, 1L, Long::sum);
                return;
            }
            batch.add(row);
            if (batch.size() >= ELEMENTS_IN_TRANSACTION) {
                flush(kind);
            }
        }

        void flush(ElementKind kind) {
            if (batch.isEmpty()) {
                return;
            }
            List<Settled> settled =
                    elements.settle(kind, batch.stream().map(GoneRows::element).toList());
            for (int i = 0; i < settled.size(); i++) {
                Settled each = settled.get(i);
                fates.merge(each.fate(), 1L, Long::sum);
                if (each.former() != null) {
                    ledger.add(row(batch.get(i), each));
                }
            }
            batch.clear();
        }

        private LedgerRow row(LedgerRow gone, Settled settled) {
            StoredElement now = settled.now();
            ElementHash.Hashes hashes = now == null ? null : hash.both(now);
            return new LedgerRow(
                    new LedgerSequence(first.checkpoint(), first.writer(), first.subtask(), count++).number(),
                    now == null ? LedgerEvent.DELETED : LedgerEvent.UPDATED,
                    gone.uuid(),
                    gone.kind(),
                    gone.groupId(),
                    GoneRows.PRODUCER,
                    gone.collection(),
                    gone.recordId(),
                    gone.split(),
                    gone.position(),
                    hashes == null ? null : hashes.whole().toString(),
                    hashes == null ? null : hashes.fixedPart().toString(),
                    null,
                    settled.former());
        }
    }
}
