package dev.graphiti.migrator.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graphiti.migrator.count.Count;
import dev.graphiti.migrator.ledger.json.JsonLinesReader;
import dev.graphiti.migrator.ledger.parquet.LedgerReader;
import dev.graphiti.migrator.model.MigratorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerFilesTest {
    private static final String ROW =
            "{\"subject\":\"record\",\"collection\":\"docs\",\"kind\":\"\",\"outcome\":\"read\",\"detail\":\"\",\"count\":%d}\n";

    @TempDir
    private Path directory;

    @Test
    void readsFinishedFilesByName() throws IOException {
        file("counts-b-0.jsonl", ROW.formatted(3));
        file("counts-a-0.jsonl", ROW.formatted(1) + ROW.formatted(2));
        file("counts-a-1.jsonl", "");

        try (JsonLinesReader<Count> rows = LedgerFiles.counts(directory.toString())) {
            assertThat(rows.stream()).extracting(Count::count).containsExactly(1L, 2L, 3L);
        }
    }

    @Test
    void doesNotSeeFilesInProgress() throws IOException {
        file(".counts-a-0.jsonl.inprogress.5f0c", ROW.formatted(1));
        file(".counts-b-0.jsonl", ROW.formatted(1));
        file("_SUCCESS", "");
        file("notes.txt", "not a row");
        Files.createDirectory(directory.resolve("folder.jsonl"));

        try (JsonLinesReader<Count> rows = LedgerFiles.counts(directory.toString())) {
            assertThat(rows).isExhausted();
            assertThatThrownBy(rows::next).isInstanceOf(NoSuchElementException.class);
        }
    }

    @Test
    void aDirectoryThatIsNotThereHoldsNothing() {
        assertThat(LedgerReader.of(directory.resolve("nowhere").toString())).isExhausted();
    }

    @Test
    void namesTheLineThatIsBroken() throws IOException {
        file("counts-a-0.jsonl", ROW.formatted(1) + "{\"subject\":\"rec");

        try (JsonLinesReader<Count> rows = LedgerFiles.counts(directory.toString())) {
            rows.next();
            assertThatThrownBy(rows::next)
                    .isInstanceOf(MigratorException.class)
                    .hasMessageContaining("counts-a-0.jsonl line 2 is not a row that a run wrote: it is not JSON");
        }
    }

    @Test
    void namesTheKeyThatIsMissing() throws IOException {
        file("counts-a-0.jsonl", "{\"count\":1}\n");

        try (JsonLinesReader<Count> rows = LedgerFiles.counts(directory.toString())) {
            assertThatThrownBy(rows::next)
                    .hasMessageContaining("line 1 is not a row that a run wrote: it has no text 'subject'");
        }
    }

    private void file(String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text);
    }
}
