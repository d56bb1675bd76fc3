package dev.graphiti.migrator.runs;

import dev.graphiti.migrator.ledger.LedgerEvent;
import dev.graphiti.migrator.ledger.LedgerFiles;
import dev.graphiti.migrator.ledger.LedgerRow;
import dev.graphiti.migrator.ledger.LedgerRowFormat;
import dev.graphiti.migrator.ledger.json.JsonLinesEncoder;
import dev.graphiti.migrator.ledger.parquet.LedgerReader;
import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;
import dev.graphiti.migrator.run.RunFiles;
import dev.graphiti.migrator.text.Formats;
import dev.graphiti.migrator.text.Legible;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The ledger of a run, for people and for scripts. */
public final class RunLedger {
    private final String runId;
    private final String directory;

    private RunLedger(String runId, String directory) {
        this.runId = runId;
        this.directory = directory;
    }

    /**
     * The ledger of a run that exists.
     *
     * @throws MigratorException if the run has no ledger
     */
    public static RunLedger of(String runId, RunFiles files) {
        if (LedgerFiles.finished(files.ledger(), LedgerFiles.LEDGER_SUFFIX).isEmpty()) {
            throw new MigratorException(
                    Fault.RUN_NOT_FOUND,
                    "Run %s has no ledger: no completed checkpoint covers an element that it has written."
                            .formatted(runId));
        }
        return new RunLedger(runId, files.ledger());
    }

    /** Which rows are shown; null accepts all. */
    public record Filter(
            @Nullable LedgerEvent event,
            @Nullable String kind,
            @Nullable String uuid,
            @Nullable String collection,
            @Nullable String producer) {
        boolean accepts(LedgerRow row) {
            return (event == null || row.event() == event)
                    && accepts(kind, row.kind())
                    && accepts(uuid, row.uuid())
                    && accepts(collection, row.collection())
                    && accepts(producer, row.producer());
        }

        private static boolean accepts(@Nullable String wanted, String is) {
            return wanted == null || wanted.equals(is);
        }
    }

    /**
     * Prints a line for each row, and how many there are.
     *
     * @param most how many rows are printed
     */
    public void print(Filter filter, long most, PrintWriter out) {
        long all = 0;
        long accepted = 0;
        try (LedgerReader rows = LedgerReader.of(directory)) {
            while (rows.hasNext()) {
                LedgerRow row = rows.next();
                all++;
                if (filter.accepts(row) && accepted++ < most) {
                    out.println(line(row));
                }
            }
        }
        out.println("%s of %s match; %s of run %s in the ledger."
                .formatted(
                        Formats.count(Math.min(most, accepted)),
                        Formats.count(accepted),
                        Formats.count(all, "row", "rows"),
                        runId));
    }

    private static String line(LedgerRow row) {
        return Legible.of("%-9s  %-12s  %s  %s  %s  %s %s  %s %s"
                .formatted(
                        row.event().word(),
                        row.kind(),
                        row.uuid(),
                        row.groupId(),
                        row.producer(),
                        row.collection(),
                        row.recordId(),
                        row.split(),
                        row.position()));
    }

    /** Prints a JSON object for each row, with all that it has. */
    public void printJson(Filter filter, long most, PrintWriter out) {
        JsonLinesEncoder<LedgerRow> encoder = new JsonLinesEncoder<>(LedgerRowFormat.INSTANCE);
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        long printed = 0;
        try (LedgerReader rows = LedgerReader.of(directory)) {
            while (printed < most && rows.hasNext()) {
                LedgerRow row = rows.next();
                if (filter.accepts(row)) {
                    encoder.encode(row, line);
                    out.print(line.toString(StandardCharsets.UTF_8));
                    line.reset();
                    printed++;
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("a row can be written to memory", e);
        }
        out.flush();
    }
}
