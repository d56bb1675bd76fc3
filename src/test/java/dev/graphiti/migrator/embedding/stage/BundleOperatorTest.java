package dev.graphiti.migrator.embedding.stage;

import static dev.graphiti.migrator.embedding.SampleRecords.named;
import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.config.ByteSize;
import dev.graphiti.migrator.embedding.config.BundleOptions;
import dev.graphiti.migrator.embedding.config.VectorPolicy;
import dev.graphiti.migrator.embedding.config.VectorSpace;
import dev.graphiti.migrator.model.MappedRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // The harness may be interrupted when it closes.
class BundleOperatorTest {
    private static final RecordVectors VECTORS = new RecordVectors(VectorPolicy.KEEP, new VectorSpace("m", 2));

    @Test
    void isFullWithEnoughTexts() throws Exception {
        try (var harness = harness(3, "4mb")) {
            send(harness, named("1", "a", "b"), named("2", "c"), named("3", "d", "e"), named("4", "f", "g"));
            assertThat(ids(harness)).containsExactly(List.of("1", "2"), List.of("3"));
            harness.endInput();
            assertThat(ids(harness)).containsExactly(List.of("1", "2"), List.of("3"), List.of("4"));
        }
    }

    @Test
    void aLargeRecordStandsAlone() throws Exception {
        try (var harness = harness(100, "3kb")) {
            send(harness, named("1", "a"), named("2", "x".repeat(5_000)), named("3", "b"));
            assertThat(ids(harness)).containsExactly(List.of("1"), List.of("2"));
        }
    }

    @Test
    void nobodyWaitsLongerThanTheLinger() throws Exception {
        try (var harness = harness(100, "4mb")) {
            harness.setProcessingTime(1_000);
            send(harness, named("1", "a"));
            harness.setProcessingTime(1_150);
            send(harness, named("2", "b"));
            harness.setProcessingTime(1_199);
            assertThat(ids(harness)).isEmpty();
            harness.setProcessingTime(1_200);
            assertThat(ids(harness)).containsExactly(List.of("1", "2"));
            send(harness, named("3", "c"));
            harness.setProcessingTime(1_350);
            assertThat(ids(harness)).hasSize(1);
            harness.setProcessingTime(1_400);
            assertThat(ids(harness)).hasSize(2);
        }
    }

    @Test
    void holdsNothingOverACheckpoint() throws Exception {
        try (var harness = harness(100, "4mb")) {
            send(harness, named("1", "a"), named("2"));
            harness.prepareSnapshotPreBarrier(1);
            assertThat(ids(harness)).containsExactly(List.of("1", "2"));
            harness.prepareSnapshotPreBarrier(2);
            assertThat(ids(harness)).hasSize(1);
        }
    }

    @Test
    void aWatermarkDoesNotOvertake() throws Exception {
        try (var harness = harness(100, "4mb")) {
            send(harness, named("1", "a"));
            harness.processWatermark(Watermark.MAX_WATERMARK);
            assertThat(harness.getOutput().peek()).isInstanceOf(StreamRecord.class);
        }
    }

    @Property(tries = 50)
    void losesNoRecordAndKeepsTheirOrder(
            @ForAll @Size(max = 30) List<@IntRange(max = 7) Integer> textCounts,
            @ForAll @IntRange(min = 1, max = 9) int limit)
            throws Exception {
        List<String> sent = new ArrayList<>();
        try (var harness = harness(limit, "4mb")) {
            for (int count : textCounts) {
                String id = String.valueOf(sent.size());
                sent.add(id);
                send(harness, named(id, Collections.nCopies(count, "name").toArray(String[]::new)));
            }
            harness.endInput();
            assertThat(ids(harness).stream().flatMap(List::stream).toList()).isEqualTo(sent);
            for (EmbeddingBundle bundle : harness.extractOutputValues()) {
                int texts = bundle.records().stream()
                        .mapToInt(record -> VECTORS.textsOf(record).size())
                        .sum();
                assertThat(texts <= limit || bundle.records().size() == 1).isTrue();
            }
        }
    }

    private static OneInputStreamOperatorTestHarness<MappedRecord, EmbeddingBundle> harness(int texts, String size)
            throws Exception {
        BundleOptions options = new BundleOptions(texts, ByteSize.parse(size), Duration.ofMillis(200));
        var harness = new OneInputStreamOperatorTestHarness<>(new BundleOperator(VECTORS, options));
        harness.open();
        return harness;
    }

    private static void send(
            OneInputStreamOperatorTestHarness<MappedRecord, EmbeddingBundle> harness, MappedRecord... records)
            throws Exception {
        for (MappedRecord record : records) {
            harness.processElement(new StreamRecord<>(record));
        }
    }

    private static List<List<String>> ids(OneInputStreamOperatorTestHarness<MappedRecord, EmbeddingBundle> harness) {
        return harness.extractOutputValues().stream()
                .map(bundle -> bundle.records().stream()
                        .map(record -> record.origin().id())
                        .toList())
                .toList();
    }
}
