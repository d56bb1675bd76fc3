package dev.graphiti.migrator.source.csv;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.graphiti.migrator.source.SourceRecord;
import dev.graphiti.migrator.source.SourceSplit;
import dev.graphiti.migrator.source.json.Reading;
import dev.graphiti.migrator.source.stored.Packed;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What Jackson writes is read back equal, however the file is divided and wherever reading stops and starts again. */
class CsvRoundTripTest {
    private static final List<String> COLUMNS = List.of("a", "b", "c");

    @Property(tries = 300)
    void tablesAreReadBack(
            @ForAll("tables") List<List<String>> rows,
            @ForAll("dialects") String dialect,
            @ForAll("endings") String ending)
            throws IOException {
        byte[] content = Packed.as(ending, Packed.utf8(written(rows, dialect)));
        try (Reading reading = Reading.of("a.csv" + ending, content).csv(options(dialect, true))) {
            assertThat(values(reading.records())).isEqualTo(rows);
            assertResumes(reading);
        }
    }

    @Property(tries = 300)
    void tablesWithoutLineBreaksInValuesAreReadBackInPieces(
            @ForAll("flatTables") List<List<String>> rows,
            @ForAll("dialects") String dialect,
            @ForAll @IntRange(min = 1, max = 40) int splitSize)
            throws IOException {
        try (Reading reading = Reading.of("a.csv", Packed.utf8(written(rows, dialect)))
                .csv(options(dialect, false))
                .splitSize(splitSize)) {
            assertThat(values(reading.records())).isEqualTo(rows);
            assertResumes(reading);
        }
    }

    /** From the position after each record, the rest is what follows it. */
    private static void assertResumes(Reading reading) throws IOException {
        for (SourceSplit split : reading.source().splits()) {
            List<SourceRecord> all = reading.records(split, SourceSplit.START);
            for (int i = 0; i < all.size(); i++) {
                assertThat(reading.records(split, all.get(i).next())).isEqualTo(all.subList(i + 1, all.size()));
            }
        }
    }

    private static CsvOptions options(String dialect, boolean multiline) {
        return new CsvOptions(dialect.substring(0, 1), "\"", HeaderLine.NAMES, List.of(), List.of(), multiline);
    }

    private static String written(List<List<String>> rows, String dialect) throws IOException {
        CsvMapper mapper = CsvMapper.builder()
                .enable(CsvGenerator.Feature.ALWAYS_QUOTE_STRINGS)
                .build();
        CsvSchema schema = CsvSchema.builder()
                .addColumns(COLUMNS, CsvSchema.ColumnType.STRING)
                .setColumnSeparator(dialect.charAt(0))
                .setLineSeparator(dialect.substring(1))
                .setUseHeader(true)
                .build();
        List<Object> all = new ArrayList<>(rows);
        // An empty table has a header line nevertheless.
        String header = String.join(dialect.substring(0, 1), COLUMNS) + dialect.substring(1);
        return rows.isEmpty() ? header : mapper.writer(schema).writeValueAsString(all);
    }

    private static List<List<Object>> values(List<SourceRecord> records) {
        return records.stream()
                .peek(each -> assertThat(each.damage()).isNull())
                .map(each -> List.copyOf(each.fields().root().values()))
                .toList();
    }

    @Provide
    Arbitrary<List<List<String>>> tables() {
        return Arbitraries.oneOf(
                        Arbitraries.strings().withChars("ab,;\t|\"\r\n é日'").ofMaxLength(6),
                        Arbitraries.strings().withChars("\"\n\r,").ofMaxLength(4))
                .list()
                .ofSize(3)
                .list()
                .ofMaxSize(6);
    }

    @Provide
    Arbitrary<List<List<String>>> flatTables() {
        return Arbitraries.strings()
                .withChars("ab,;\t|\" é日'")
                .ofMaxLength(6)
                .list()
                .ofSize(3)
                .list()
                .ofMaxSize(8);
    }

    @Provide
    Arbitrary<String> dialects() {
        return Arbitraries.of(Stream.of(",", ";", "\t", "|")
                .flatMap(delimiter -> Stream.of("\n", "\r\n", "\r").map(end -> delimiter + end))
                .toList());
    }

    @Provide
    Arbitrary<String> endings() {
        return Arbitraries.of("", "", ".gz", ".zst", ".bz2");
    }
}
