package dev.graphiti.migrator.source.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;
import dev.graphiti.migrator.model.RecordOrigin;
import dev.graphiti.migrator.source.RecordReader;
import dev.graphiti.migrator.source.RecordSource;
import dev.graphiti.migrator.source.SourceRecord;
import dev.graphiti.migrator.source.SourceSplit;
import dev.graphiti.migrator.source.fields.Fields;
import dev.graphiti.migrator.testing.SyntheticSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsAddition;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordSplitReaderTest {
    private final AtomicLong nanos = new AtomicLong();
    private int atOnce = 1;

    @Test
    void readsItsSplitsOneBehindTheOther() throws IOException {
        RecordSplitReader fetcher = fetching(new SyntheticSource(2, 3));

        Batch first = Batch.of(fetcher.fetch());
        Batch second = Batch.of(fetcher.fetch());

        assertThat(first.ids()).containsExactly("0-0", "0-1", "0-2", "end 3");
        assertThat(first.finished()).containsExactly("synthetic-0");
        assertThat(second.ids()).containsExactly("1-0", "1-1", "1-2", "end 3");
        assertThat(Batch.of(fetcher.fetch()).ids()).isEmpty();
    }

    @Test
    void eachRecordHasThePositionBeforeIt() throws IOException {
        SyntheticSource source = new SyntheticSource(2, 4);

        assertThat(resumes(fetching(source, source.splits().subList(0, 1)))).containsExactly("", "1", "2", "3");

        RecordSplitReader resumed = new RecordSplitReader(source::open, atOnce, nanos::get);
        resumed.handleSplitsChanges(new SplitsAddition<>(
                List.of(new RecordSourceSplit(source.splits().get(1), "2", 2))));
        assertThat(resumes(resumed)).containsExactly("2", "3");
    }

    private static List<String> resumes(RecordSplitReader fetcher) throws IOException {
        RecordsWithSplitIds<SourceRecord> fetched = fetcher.fetch();
        List<String> resumes = new ArrayList<>();
        fetched.nextSplit();
        for (SourceRecord next = fetched.nextRecordFromSplit(); next != null; next = fetched.nextRecordFromSplit()) {
            if (!next.isEnd()) {
                resumes.add(String.valueOf(next.origin().resume()));
            }
        }
        return resumes;
    }

    @Test
    void aSplitWhoseEndWasCountedIsNotOpenedAgain() throws IOException {
        RecordSplitReader fetcher = new RecordSplitReader(
                (split, position) -> {
                    throw new AssertionError("it is at its end");
                },
                atOnce,
                nanos::get);
        SourceSplit split = new SyntheticSource(1, 3).splits().get(0);
        fetcher.handleSplitsChanges(new SplitsAddition<>(List.of(new RecordSourceSplit(split, SourceSplit.END, 3))));

        Batch batch = Batch.of(fetcher.fetch());

        assertThat(batch.ids()).isEmpty();
        assertThat(batch.finished()).containsExactly("synthetic-0");
    }

    @Test
    void aSplitThatWasReadUpToItsLastRecordStillHasItsEnd() throws IOException {
        SyntheticSource source = new SyntheticSource(1, 3);
        RecordSplitReader fetcher = new RecordSplitReader(source::open, atOnce, nanos::get);
        fetcher.handleSplitsChanges(new SplitsAddition<>(
                List.of(new RecordSourceSplit(source.splits().get(0), "3", 3))));

        assertThat(Batch.of(fetcher.fetch()).ids()).containsExactly("end 3");
    }

    @Test
    void readsSplitsSideBySideIfTheSourceLikesIt() throws IOException {
        atOnce = 2;
        RecordSplitReader fetcher = fetching(new SyntheticSource(3, RecordSplitReader.BATCH_RECORDS + 1));

        List<String> finished = new ArrayList<>();
        List<String> turns = new ArrayList<>();
        for (Batch next = Batch.of(fetcher.fetch()); !next.ids().isEmpty(); next = Batch.of(fetcher.fetch())) {
            turns.add(next.ids().get(0));
            finished.addAll(next.finished());
        }

        assertThat(turns).containsExactly("0-0", "1-0", "0-500", "1-500", "2-0", "2-500");
        assertThat(finished).containsExactly("synthetic-0", "synthetic-1", "synthetic-2");
    }

    @Test
    void aBatchIsBoundedInCount() throws IOException {
        RecordSplitReader fetcher = fetching(new SyntheticSource(1, RecordSplitReader.BATCH_RECORDS + 1));

        assertThat(Batch.of(fetcher.fetch()).ids()).hasSize(RecordSplitReader.BATCH_RECORDS);
        Batch rest = Batch.of(fetcher.fetch());
        assertThat(rest.ids()).containsExactly("0-500", "end 501");
        assertThat(rest.finished()).containsExactly("synthetic-0");
    }

    @Test
    void aBatchIsBoundedInMemory() throws IOException {
        RecordSplitReader fetcher = fetching(new EndlessSource(() -> recordOf("x".repeat(1 << 20))));

        assertThat(Batch.of(fetcher.fetch()).ids()).hasSize(2);
    }

    @Test
    void aSlowSourceHandsOverWhatItHas() throws IOException {
        RecordSplitReader fetcher = fetching(new EndlessSource(() -> {
            nanos.addAndGet(RecordSplitReader.BATCH_NANOS / 4);
            return recordOf("slow");
        }));

        assertThat(Batch.of(fetcher.fetch()).ids()).hasSize(5);
    }

    @Test
    void aWakeUpEndsTheBatch() throws IOException {
        RecordSplitReader fetcher = fetching(new EndlessSource(() -> recordOf("")));

        fetcher.wakeUp();

        assertThat(Batch.of(fetcher.fetch()).ids()).isEmpty();
        assertThat(Batch.of(fetcher.fetch()).ids()).hasSize(RecordSplitReader.BATCH_RECORDS);
    }

    @Test
    void anOutageNamesTheSplit() {
        RecordSplitReader fetcher = fetching(new EndlessSource(() -> {
            throw new IOException("connection reset");
        }));

        assertThatThrownBy(fetcher::fetch)
                .isInstanceOf(IOException.class)
                .hasMessage("split s cannot be read: connection reset");
    }

    @Test
    void whatOnlyTheUserCanMendIsNotTriedAgain() {
        RecordSplitReader fetcher = fetching(new EndlessSource(() -> {
            throw new MigratorException(Fault.SOURCE, "the key is revoked");
        }));

        assertThatThrownBy(fetcher::fetch)
                .isInstanceOf(SuppressRestartsException.class)
                .hasRootCauseMessage("the key is revoked");
    }

    private RecordSplitReader fetching(SyntheticSource source) {
        return fetching(source, source.splits());
    }

    private RecordSplitReader fetching(EndlessSource source) {
        return fetching(source, source.splits());
    }

    private RecordSplitReader fetching(RecordSource source, List<SourceSplit> splits) {
        RecordSplitReader fetcher = new RecordSplitReader(source::open, atOnce, nanos::get);
        fetcher.handleSplitsChanges(new SplitsAddition<>(
                splits.stream().map(RecordSourceSplit::untouched).toList()));
        return fetcher;
    }

    private static SourceRecord recordOf(String text) {
        RecordOrigin origin = new RecordOrigin("test", "things", "1", "s", "record 1");
        return SourceRecord.sound(origin, "1", 0, Fields.of("text", text));
    }

    /** One split that gives the same answer for ever. */
    private record EndlessSource(RecordReaderBody body) implements RecordSource {
        @Override
        public List<SourceSplit> splits() {
            return List.of(new SourceSplit("s", "things", "", 0));
        }

        @Override
        public RecordReader open(SourceSplit split, String position) {
            return new RecordReader() {
                @Override
                public @Nullable SourceRecord next() throws IOException {
                    return body.next();
                }

                @Override
                public void close() {
                    // Nothing is open.
                }
            };
        }
    }

    @FunctionalInterface
    private interface RecordReaderBody {
        SourceRecord next() throws IOException;
    }

    private record Batch(List<String> ids, Set<String> finished) {
        static Batch of(RecordsWithSplitIds<SourceRecord> fetched) {
            List<String> ids = new ArrayList<>();
            while (fetched.nextSplit() != null) {
                for (SourceRecord next = fetched.nextRecordFromSplit();
                        next != null;
                        next = fetched.nextRecordFromSplit()) {
                    ids.add(
                            next.isEnd()
                                    ? "end " + next.progress()
                                    : next.origin().id());
                }
            }
            return new Batch(ids, fetched.finishedSplits());
        }
    }
}
