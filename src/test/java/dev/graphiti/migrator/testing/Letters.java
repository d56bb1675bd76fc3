package dev.graphiti.migrator.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.graphiti.migrator.ledger.DeadLetterFormat;
import dev.graphiti.migrator.ledger.LedgerFiles;
import dev.graphiti.migrator.ledger.json.JsonLinesEncoder;
import dev.graphiti.migrator.ledger.json.JsonLinesReader;
import dev.graphiti.migrator.model.DeadLetter;
import dev.graphiti.migrator.model.DeadLetter.Kept;
import dev.graphiti.migrator.source.KeptRecord;
import dev.graphiti.migrator.source.ReaderContext;
import dev.graphiti.migrator.source.RecordReader;
import dev.graphiti.migrator.source.RecordSource;
import dev.graphiti.migrator.source.References;
import dev.graphiti.migrator.source.SourceRecord;
import dev.graphiti.migrator.source.SourceSplit;
import dev.graphiti.migrator.source.SplitOpener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Dead letters as a run's files hold them, and what each source must hold for them. */
public final class Letters {
    private Letters() {}

    /** The letter of a record that cannot be mapped. */
    public static DeadLetter of(SourceRecord record, long limit) {
        return DeadLetter.of(
                record.damage() == null ? "map" : "read",
                DeadLetter.RECORD,
                "",
                "reason",
                record.damage() == null ? "it cannot be mapped" : record.damage(),
                record.origin(),
                KeptRecord.of(record, limit));
    }

    public static String line(DeadLetter letter) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            new JsonLinesEncoder<>(DeadLetterFormat.INSTANCE).encode(letter, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    /** The letter as it is read from a file of a run. */
    public static DeadLetter written(DeadLetter letter) {
        return edited(letter, line -> line);
    }

    /** The same after somebody has changed its line. */
    public static DeadLetter edited(DeadLetter letter, UnaryOperator<String> change) {
        try {
            Path folder = Files.createTempDirectory("letters");
            Path file = Files.writeString(folder.resolve("dead-letters-0.jsonl"), change.apply(line(letter)));
            try (JsonLinesReader<DeadLetter> letters = LedgerFiles.deadLetters(folder.toString())) {
                return letters.next();
            } finally {
                Files.delete(file);
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static JsonNode json(DeadLetter letter) {
        try {
            return new ObjectMapper().readTree(line(letter));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a letter keeps of the record is the record again. */
    public static void assertComesBack(SourceRecord record) {
        DeadLetter letter = written(of(record, Long.MAX_VALUE));
        if (letter.kept().form() == Kept.Form.POINTER) {
            assertThat(KeptRecord.of(letter)).isEmpty();
            return;
        }
        SourceRecord back = KeptRecord.of(letter).orElseThrow();
        assertThat(back.fields().root()).isEqualTo(withoutAnswers(record));
        assertThat(back.origin()).isEqualTo(record.origin());
        assertThat(back.raw()).isEqualTo(record.raw());
        assertThat(back.damage() == null).isEqualTo(record.damage() == null);
        assertThat(back.skippedBy()).isNull();
        if (record.damage() == null) {
            assertThat(back.about()).isEqualTo(record.about());
            assertThat(back.deletes()).isEqualTo(record.deletes());
        }
    }

    /** What other records have answered is no part of it; it asks them again. */
    private static Map<String, @Nullable Object> withoutAnswers(SourceRecord record) {
        Map<String, @Nullable Object> fields =
                new LinkedHashMap<>(record.fields().root());
        fields.remove(References.ANSWERS);
        return fields;
    }

    /**
     * What a letter points to is there: from the position before each record of each split, damaged ones included, the
     * source reads that record first. Returns how many there are.
     */
    public static int assertEachIsReadAgain(RecordSource source) throws IOException {
        return assertEachIsReadAgain(source, 1);
    }

    /** The same of one record in so many, and of all damaged ones. */
    public static int assertEachIsReadAgain(RecordSource source, int sample) throws IOException {
        int count = 0;
        try (SplitOpener opener = source.opener(ReaderContext.alone())) {
            for (SourceSplit split : source.splits()) {
                count += assertEachIsReadAgain(opener, split, sample);
            }
        }
        assertThat(count).as("records").isPositive();
        return count;
    }

    private static int assertEachIsReadAgain(SplitOpener source, SourceSplit split, int sample) throws IOException {
        List<SourceRecord> records = new ArrayList<>();
        String before = SourceSplit.START;
        try (RecordReader reader = source.open(split, before)) {
            for (SourceRecord next = reader.next(); next != null; next = reader.next()) {
                records.add(next);
            }
        }
        for (int i = 0; i < records.size(); i++) {
            SourceRecord record = records.get(i);
            if (i % sample == 0 || record.damage() != null) {
                assertIsReadAgain(source, split, before, record);
            }
            before = record.next();
        }
        return records.size();
    }

    private static void assertIsReadAgain(SplitOpener source, SourceSplit split, String before, SourceRecord record)
            throws IOException {
        try (RecordReader reader = source.open(split, before)) {
            assertThat(reader.next())
                    .as("read from '%s' of %s", before, split.id())
                    .isEqualTo(record);
        }
        if (record.note() == null && record.skippedBy() == null) {
            assertComesBack(record.readFrom(before));
        }
    }
}
