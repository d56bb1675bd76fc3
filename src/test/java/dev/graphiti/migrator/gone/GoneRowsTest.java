package dev.graphiti.migrator.gone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.ledger.LedgerEvent;
import dev.graphiti.migrator.ledger.LedgerRow;
import dev.graphiti.migrator.ledger.LedgerSequence;
import dev.graphiti.migrator.ledger.parquet.LedgerFolder;
import dev.graphiti.migrator.model.ElementKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoneRowsTest {
    private static final String HASH = "a".repeat(32);

    @TempDir
    private Path folder;

    /** One was removed by an earlier call, and one is of others. */
    @Test
    void rowsThatWereWorkedOnAreNotOpen() throws Exception {
        String ledger = ledger(
                "run",
                row(1, LedgerEvent.GONE, "a", "mapping", HASH),
                row(2, LedgerEvent.GONE, "b", "mapping", HASH),
                row(3, LedgerEvent.GONE, "c", "mapping", null),
                row(4, LedgerEvent.UNCHANGED, "d", "mapping", HASH),
                row(5, LedgerEvent.DELETED, "a", GoneRows.PRODUCER, null));

        GoneRows rows = GoneRows.of(ledger);

        assertThat(rows.counts()).isEqualTo(Map.of("people", Map.of("Entity", 1L)));
        List<String> open = new ArrayList<>();
        rows.open(ElementKind.ENTITY, row -> open.add(row.uuid()));
        assertThat(open).containsExactly("b");
    }

    @Test
    void newRowsComeAfterAllOthers() throws Exception {
        long newest = new LedgerSequence(7, 3, 5, 9).number();
        String ledger = ledger(
                "run",
                row(newest, LedgerEvent.GONE, "a", "mapping", HASH),
                row(1, LedgerEvent.GONE, "b", "mapping", HASH));

        assertThat(GoneRows.of(ledger).next().number()).isGreaterThan(newest);
    }

    @Test
    void whatAnotherRunHasMetIsShared() throws Exception {
        String ledger = ledger(
                "run",
                row(1, LedgerEvent.GONE, "a", "mapping", HASH),
                row(2, LedgerEvent.GONE, "b", "mapping", HASH),
                row(3, LedgerEvent.GONE, "c", "mapping", HASH),
                row(4, LedgerEvent.UNCHANGED, "d", "mapping", HASH));
        String one = ledger(
                "one", row(1, LedgerEvent.KEPT, "a", "mapping", null), row(2, LedgerEvent.KEPT, "d", "mapping", null));
        String other = ledger(
                "other",
                row(1, LedgerEvent.GONE, "b", "mapping", HASH),
                row(2, LedgerEvent.UPDATED, "c", "mapping", HASH));

        GoneRows rows = GoneRows.of(ledger);

        assertThat(rows.sharedWith(List.of(one, other))).containsExactlyInAnyOrder("Entity a acme", "Entity c acme");
        assertThat(rows.sharedWith(List.of())).isEmpty();
    }

    private String ledger(String name, LedgerRow... rows) throws Exception {
        String directory = folder.resolve(name).toString();
        new LedgerFolder(directory).with("rows", rows);
        return directory;
    }

    private static LedgerRow row(
            long sequence, LedgerEvent event, String uuid, String producer, @Nullable String storedHash) {
        return new LedgerRow(
                sequence,
                event,
                uuid,
                "Entity",
                "acme",
                producer,
                "people",
                "1",
                "people.jsonl",
                "offset 1",
                storedHash,
                null,
                null,
                null);
    }
}
