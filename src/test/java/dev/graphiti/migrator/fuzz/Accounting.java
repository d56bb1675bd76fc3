package dev.graphiti.migrator.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.app.MigrationConfig;
import dev.graphiti.migrator.config.ConfigReader;
import dev.graphiti.migrator.mapping.Mapping;
import dev.graphiti.migrator.mapping.RecordMapping;
import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.source.RecordReader;
import dev.graphiti.migrator.source.RecordSource;
import dev.graphiti.migrator.source.SourceCount;
import dev.graphiti.migrator.source.SourceCount.Certainty;
import dev.graphiti.migrator.source.SourceCount.Unit;
import dev.graphiti.migrator.source.SourceRecord;
import dev.graphiti.migrator.source.SourceSplit;
import dev.graphiti.migrator.testing.Answers;
import dev.graphiti.migrator.testing.Letters;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Reads and maps all that a configuration names, and fails if something of it is not accounted for. */
final class Accounting {
    static final Instant RUN_START = Instant.parse("2026-01-01T00:00:00Z");

    /** Reads configurations; its variables hold what might become structure. */
    static final ConfigReader<MigrationConfig> CONFIGS = new ConfigReader<>(
            MigrationConfig.shape(),
            Map.of("KEY", "k-1", "EMPTY", "", "YAML", "a: [b, {c: d", "MANY", "99999999999999"));

    private static final long MOST_RECORDS = 100_000;

    /** What was read of one source, with how much of it each unit counts. */
    private static final class Read {
        private final List<SourceRecord> records = new ArrayList<>();
        private long measured;
        private long lost;
        private long counted;
    }

    private Accounting() {}

    /** Of a source that answers the same when it is read again. */
    static Outcome of(String yaml, Random random) throws IOException {
        return of(yaml, random, true);
    }

    /** Of a source whose next answer may be another one. */
    static Outcome ofOneReading(String yaml, Random random) throws IOException {
        return of(yaml, random, false);
    }

    private static Outcome of(String yaml, Random random, boolean isRepeatable) throws IOException {
        try {
            MigrationConfig config = CONFIGS.read(yaml, "job.yaml");
            return of(config.source().source(), config.recordMapping(RUN_START), random, isRepeatable);
        } catch (MigratorException e) {
            return Outcome.refused(e);
        }
    }

    private static Outcome of(RecordSource source, RecordMapping mapping, Random random, boolean isRepeatable)
            throws IOException {
        List<SourceSplit> splits = source.splits();
        Set<String> ids = new HashSet<>();
        splits.forEach(split -> assertThat(ids.add(split.id())).as(split.id()).isTrue());
        List<SourceCount> counts = source.counts(splits);
        Read all = new Read();
        for (SourceSplit split : splits) {
            read(source, split, all, random, isRepeatable);
        }
        check(all, counts);
        Outcome outcome = Outcome.NOTHING;
        for (SourceRecord record : Answers.answered(all.records, mapping)) {
            outcome = outcome.plus(record.note() != null ? Outcome.note(record) : mapped(mapping, record));
        }
        return outcome;
    }

    static Outcome mapped(RecordMapping mapping, SourceRecord record) {
        if (record.damage() != null) {
            assertThat(record.raw()).isNotNull();
        }
        Mapping result = mapping.map(record);
        assertThat(mapping.map(record)).as("mapped again").isEqualTo(result);
        if (result instanceof Mapping.Rejected rejected) {
            Sentences.check(rejected.message());
            Letters.assertComesBack(record);
        }
        return Outcome.of(result);
    }

    private static void read(RecordSource source, SourceSplit split, Read all, Random random, boolean isRepeatable)
            throws IOException {
        int first = all.records.size();
        long lost = all.lost;
        long measured = all.measured;
        long progress = 0;
        try (RecordReader reader = source.open(split, SourceSplit.START)) {
            for (SourceRecord next = reader.next(); next != null; next = reader.next()) {
                all.records.add(next);
                all.lost += next.lost();
                all.counted += next.note() == null ? 1 : next.covered();
                progress = next.progress();
                assertThat(all.records.size()).as("records").isLessThan((int) MOST_RECORDS);
            }
            all.measured += reader.readToEnd(progress);
            assertThat(reader.next()).as("after the end of %s", split.id()).isNull();
        }
        if (isRepeatable) {
            checkResumption(
                    source,
                    split,
                    all.records.subList(first, all.records.size()),
                    all.measured - measured + all.lost - lost,
                    random);
        }
    }

    /**
     * What follows any record is the same when reading resumes after it. Only the border between what was read of a file
     * and what is lost may be another one: a gzip file is uncompressed in pieces, which begin elsewhere then.
     *
     * @param size what was read and what is lost of the split, together
     */
    private static void checkResumption(
            RecordSource source, SourceSplit split, List<SourceRecord> read, long size, Random random)
            throws IOException {
        if (read.isEmpty() || random.nextInt(4) != 0) {
            return;
        }
        int last = random.nextInt(read.size());
        List<String> rest = new ArrayList<>();
        long progress = read.get(last).progress();
        long lost =
                read.subList(0, last + 1).stream().mapToLong(SourceRecord::lost).sum();
        try (RecordReader reader = source.open(split, read.get(last).next())) {
            for (SourceRecord next = reader.next(); next != null; next = reader.next()) {
                rest.add(shown(next));
                lost += next.lost();
                progress = next.progress();
            }
            assertThat(reader.readToEnd(progress) + lost)
                    .as("read and lost of %s, resumed after record %d", split.id(), last)
                    .isEqualTo(size);
        }
        List<String> expected = read.subList(last + 1, read.size()).stream()
                .map(Accounting::shown)
                .toList();
        assertThat(rest).as("resumed after record %d of %s", last, split.id()).isEqualTo(expected);
    }

    private static String shown(SourceRecord record) {
        return "%s %s %s %s %s"
                .formatted(record.origin(), record.next(), record.note(), record.damage(), record.lost() > 0);
    }

    private static void check(Read all, List<SourceCount> counts) {
        if (counts.isEmpty() || counts.stream().anyMatch(count -> count.certainty() != Certainty.EXACT)) {
            return;
        }
        long says = counts.stream().mapToLong(SourceCount::count).sum();
        boolean inBytes = counts.get(0).unit() == Unit.BYTES;
        assertThat((inBytes ? all.measured : all.counted) + all.lost)
                .as(
                        "what was read, and what is lost to damage, in %s",
                        counts.get(0).unit())
                .isEqualTo(says);
    }
}
