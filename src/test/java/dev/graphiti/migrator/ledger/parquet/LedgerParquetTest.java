package dev.graphiti.migrator.ledger.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graphiti.migrator.ledger.LedgerEvent;
import dev.graphiti.migrator.ledger.LedgerRow;
import dev.graphiti.migrator.ledger.LedgerRowFormat;
import dev.graphiti.migrator.ledger.LedgerSequence;
import dev.graphiti.migrator.ledger.json.JsonLinesEncoder;
import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.testing.ParquetText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileSystem.WriteMode;
import org.jspecify.annotations.Nullable;

class LedgerParquetTest {
    private static final int ROWS = Integer.getInteger("ledger.rows", 200_000);
    private static final int ELEMENTS_OF_RECORD = 4;
    private static final int MOST_BYTES = 100;
    private static final Path FOLDER = folder();

    private static Path folder() {
        try {
            return Files.createTempDirectory("ledger");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @AfterContainer
    static void clear() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(FOLDER);
    }

    @Property(tries = 100)
    void rowsComeBack(@ForAll("rows") List<LedgerRow> rows) throws IOException {
        assertThat(read(write("rows", rows))).isEqualTo(rows);
    }

    @Provide
    static Arbitrary<List<LedgerRow>> rows() {
        Arbitrary<String> texts = Arbitraries.oneOf(
                Arbitraries.of("", "é漢🜁", "\r\n\0", "00000000-0000-5000-8000-00000000000A", "1-1-1-1-1"),
                Arbitraries.create(() -> UUID.randomUUID().toString()),
                Arbitraries.strings().ascii().ofMaxLength(40));
        Arbitrary<@Nullable String> hashes =
                Arbitraries.strings().withChars("0123456789abcdef").ofLength(32).injectNull(0.2);
        Arbitrary<LedgerRow> rows = Combinators.combine(
                        Arbitraries.longs(),
                        Arbitraries.of(LedgerEvent.class),
                        texts.list().ofSize(8),
                        hashes.list().ofSize(3),
                        texts.injectNull(0.5))
                .as((sequence, event, text, hash, former) -> new LedgerRow(
                        sequence,
                        event,
                        text.get(0),
                        text.get(1),
                        text.get(2),
                        text.get(3),
                        text.get(4),
                        text.get(5),
                        text.get(6),
                        text.get(7),
                        hash.get(0),
                        hash.get(1),
                        hash.get(2),
                        former));
        return rows.list().ofMaxSize(40);
    }

    /**
     * Prints how many bytes a created element takes, and how much processor time to write once the code is compiled
     * ({@code -Dledger.rows}); docs/decisions/0015-ledger.md has figures.
     */
    @Example
    void aCreatedElementTakesFewBytes() throws IOException {
        List<LedgerRow> created =
                IntStream.range(0, ROWS).mapToObj(LedgerParquetTest::created).toList();
        write("size", created);
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        Path file = write("size", created);
        long nanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;

        double bytes = (double) Files.size(file) / ROWS;
        System.out.printf(
                "ledger: %,d created elements, %.1f bytes and %.1f µs for each; as JSON Lines %.1f bytes%n",
                ROWS, bytes, nanos / 1e3 / ROWS, bytesAsJson());
        assertThat(bytes).isLessThan(MOST_BYTES);
        try (LedgerReader rows = LedgerReader.of(List.of(flink(file)))) {
            assertThat(rows.stream()
                            .filter(row -> row.event() == LedgerEvent.CREATED)
                            .count())
                    .isEqualTo(ROWS);
        }
    }

    private static double bytesAsJson() throws IOException {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        JsonLinesEncoder<LedgerRow> encoder = new JsonLinesEncoder<>(LedgerRowFormat.INSTANCE);
        int rows = Math.min(ROWS, 10_000);
        for (int i = 0; i < rows; i++) {
            encoder.encode(created(i), lines);
        }
        return (double) lines.size() / rows;
    }

    /** Four elements of each record, as a mapping makes them. */
    private static LedgerRow created(int i) {
        int record = i / ELEMENTS_OF_RECORD;
        Random random = new Random(i);
        String uuid = new UUID(random.nextLong(), random.nextLong()).toString();
        byte[] hashes = new byte[32];
        random.nextBytes(hashes);
        String hex = HexFormat.of().formatHex(hashes);
        return new LedgerRow(
                new LedgerSequence(3, 0, 1, i).number(),
                LedgerEvent.CREATED,
                uuid,
                List.of("Episodic", "Entity", "RELATES_TO", "MENTIONS").get(i % ELEMENTS_OF_RECORD),
                "team_" + record % 100,
                "mapping",
                "tickets",
                "ticket-%d".formatted(1_000_000 + record * 7),
                "/data/export/tickets-%d.jsonl:%d-%d".formatted(record / 50_000, 0, 67_108_864),
                "offset %d".formatted(record % 50_000 * 1_201L + random.nextInt(300)),
                hex.substring(0, 32),
                hex.substring(32),
                null,
                null);
    }

    @Example
    void eachFlippedByteOfPagesIsFound() throws IOException {
        Path file = write("flipped", 2_000, LedgerParquetTest::created);
        byte[] sound = Files.readAllBytes(file);
        List<LedgerRow> rows = read(file);
        Random random = new Random(5);
        for (int time = 0; time < 40; time++) {
            byte[] bytes = sound.clone();
            bytes[4 + random.nextInt(bytes.length - 8)] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, bytes);
            try {
                // What is in the footer and not read, such as a statistic, may differ.
                assertThat(read(file)).isEqualTo(rows);
            } catch (MigratorException e) {
                assertThat(e.getMessage())
                        .startsWith(flink(file) + " is not a file of a ledger that this release can read (");
            }
        }
    }

    @Example
    void manySmallFilesBecomeOneWithTheSameRows() throws IOException {
        Path ledger = Files.createDirectories(FOLDER.resolve("many"));
        int files = 40;
        for (int i = 0; i < files; i++) {
            int file = i;
            write("many/ledger-%02d-0".formatted(i), 100, row -> created(file * 100 + row));
        }
        List<LedgerRow> rows = all(ledger);
        Path first = ledger.resolve("ledger-00-0.parquet");
        byte[] replaced = Files.readAllBytes(first);

        LedgerCompaction.of(ledger.toString());

        assertThat(rows).hasSize(100 * files);
        assertThat(names(ledger)).singleElement().asString().startsWith("ledger-compacted-");
        assertThat(all(ledger)).isEqualTo(rows);
        // A crash has left one of the files that are in the new one.
        Files.write(first, replaced);
        assertThat(all(ledger)).isEqualTo(rows);
        LedgerCompaction.of(ledger.toString());
        assertThat(names(ledger)).hasSize(1);
        assertThat(all(ledger)).isEqualTo(rows);
        Files.delete(ledger.resolve(names(ledger).get(0)));
        Files.delete(ledger);
    }

    @Example
    void rowGroupsOfFilesThatAreNotTinyAreCopied() throws IOException {
        Path ledger = Files.createDirectories(FOLDER.resolve("copied"));
        int files = LedgerCompaction.FEW + 1;
        int rows = 2_000;
        for (int i = 0; i < files; i++) {
            int file = i;
            Path path = write("copied/ledger-%02d-0".formatted(i), rows, row -> created(file * rows + row));
            assertThat(Files.size(path)).isGreaterThan(LedgerCompaction.TINY);
        }
        write("copied/ledger-98-0", 10, row -> created(files * rows + row));
        write("copied/ledger-99-0", 10, row -> created(files * rows + 10 + row));
        List<LedgerRow> before = all(ledger);

        LedgerCompaction.of(ledger.toString());

        assertThat(names(ledger)).hasSize(2).allMatch(name -> name.startsWith("ledger-compacted-"));
        assertThat(all(ledger)).containsExactlyInAnyOrderElementsOf(before);
        for (String name : names(ledger)) {
            Files.delete(ledger.resolve(name));
        }
        Files.delete(ledger);
    }

    @Example
    void aFewFilesAreLeftAlone() throws IOException {
        Path ledger = Files.createDirectories(FOLDER.resolve("few"));
        for (int i = 0; i < LedgerCompaction.FEW; i++) {
            write("few/ledger-%02d-0".formatted(i), 1, LedgerParquetTest::created);
        }

        LedgerCompaction.of(ledger.toString());
        LedgerCompaction.of(FOLDER.resolve("nowhere").toString());

        assertThat(names(ledger)).hasSize(LedgerCompaction.FEW);
        for (String name : names(ledger)) {
            Files.delete(ledger.resolve(name));
        }
        Files.delete(ledger);
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static List<LedgerRow> all(Path folder) {
        try (LedgerReader rows = LedgerReader.of(folder.toString())) {
            return rows.stream().toList();
        }
    }

    @Example
    void whatIsNotAFileOfALedgerIsNamed() throws IOException {
        Path text = FOLDER.resolve("text.parquet");
        Files.writeString(text, "not a row of the ledger", StandardCharsets.UTF_8);
        Path other = ParquetText.of("required int64 id;").row(Map.of("id", 1L)).write(FOLDER.resolve("other.parquet"));

        assertThatThrownBy(() -> read(text))
                .isInstanceOf(MigratorException.class)
                .hasMessageStartingWith(flink(text) + " is not a file of a ledger that this release can read (")
                .hasMessageEndingWith("); restore the file from a copy.");
        assertThatThrownBy(() -> read(other))
                .isInstanceOf(MigratorException.class)
                .hasMessage(flink(other)
                        + " is not a file of a ledger that this release can read (it is another Parquet file); restore"
                        + " the file from a copy.");
        Files.delete(text);
        Files.delete(other);
    }

    private static org.apache.flink.core.fs.Path flink(Path file) {
        return new org.apache.flink.core.fs.Path(file.toString());
    }

    private static Path write(String name, List<LedgerRow> rows) throws IOException {
        return write(name, rows.size(), rows::get);
    }

    /** As Flink's sink does. */
    private static Path write(String name, int rows, IntFunction<LedgerRow> row) throws IOException {
        Path file = FOLDER.resolve(name + ".parquet");
        org.apache.flink.core.fs.Path path = flink(file);
        try (FSDataOutputStream out = path.getFileSystem().create(path, WriteMode.OVERWRITE)) {
            BulkWriter<LedgerRow> writer = LedgerWriter.factory().create(out);
            for (int i = 0; i < rows; i++) {
                writer.addElement(row.apply(i));
            }
            writer.finish();
        }
        return file;
    }

    private static List<LedgerRow> read(Path file) {
        try (LedgerReader rows = LedgerReader.of(List.of(flink(file)))) {
            return rows.stream().toList();
        }
    }
}
