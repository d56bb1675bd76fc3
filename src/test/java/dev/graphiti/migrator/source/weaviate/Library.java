package dev.graphiti.migrator.source.weaviate;

import dev.graphiti.migrator.client.Exchange;
import dev.graphiti.migrator.client.HttpAnswer;
import dev.graphiti.migrator.client.HttpCall;
import dev.graphiti.migrator.client.HttpOptions;
import dev.graphiti.migrator.client.Timing;
import dev.graphiti.migrator.config.Secret;
import dev.graphiti.migrator.source.ReaderContext;
import dev.graphiti.migrator.source.RecordReader;
import dev.graphiti.migrator.source.RecordSource;
import dev.graphiti.migrator.source.SourceRecord;
import dev.graphiti.migrator.source.SourceSplit;
import dev.graphiti.migrator.source.weaviate.object.Blobs;
import dev.graphiti.migrator.testing.WeaviateData;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.apache.flink.metrics.MetricGroup;

/** Classes and objects to read in tests, and short words for reading them. */
public final class Library {
    public static final String BOOK = """
            {"class": "Book", "properties": [
              {"name": "title", "dataType": ["text"]},
              {"name": "pages", "dataType": ["int"]},
              {"name": "writtenBy", "dataType": ["Author", "Publisher"]},
              {"name": "follows", "dataType": ["Book"]}]}""";

    static final String AUTHOR = """
            {"class": "Author", "properties": [{"name": "name", "dataType": ["text"]}]}""";

    static final String PUBLISHER = """
            {"class": "Publisher", "properties": [{"name": "name", "dataType": ["text"]}]}""";

    static final String LOAN = """
            {"class": "Loan", "multiTenancyConfig": {"enabled": true},
             "properties": [{"name": "reader", "dataType": ["text"]}]}""";

    private Library() {}

    /** An id that follows from a number and lies anywhere. */
    static String id(int number) {
        return UUID.nameUUIDFromBytes(("object " + number).getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .toString();
    }

    /** Made by hand: all close together. */
    public static String near(int number) {
        return "00000000-0000-0000-0000-%012x".formatted(number);
    }

    public static String object(String id, String properties) {
        return """
                {"id": "%s", "creationTimeUnix": 1707904423000, "lastUpdateTimeUnix": 1707904423001,
                 "vector": [0.25, 1, -0.5], "properties": %s}""".formatted(id, properties);
    }

    static List<String> books(WeaviateData data, int count) {
        data.withClass(BOOK);
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ids.add(id(i));
            data.withObject("Book", "", object(id(i), "{\"title\": \"Book %d\", \"pages\": %d}".formatted(i, i)));
        }
        return ids.stream().sorted().toList();
    }

    static List<String> loans(WeaviateData data, String branch, int count) {
        data.withClass(LOAN);
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String id = id(branch.hashCode() + i);
            ids.add(id);
            data.withObject("Loan", branch, object(id, "{\"reader\": \"Reader %d\"}".formatted(i)));
        }
        return ids;
    }

    /** Small pages and splits. */
    public static WeaviateSourceOptions options(String url, WeaviateCollection... collections) {
        return options(url, Duration.ofSeconds(30), collections);
    }

    public static WeaviateSourceOptions options(String url, Duration outageLimit, WeaviateCollection... collections) {
        return new WeaviateSourceOptions(
                url,
                null,
                List.of(collections),
                InactiveTenants.DEAD_LETTER,
                Blobs.LEAVE_OUT,
                20,
                150,
                4,
                null,
                HttpOptions.withTimeouts(Duration.ofSeconds(2), outageLimit));
    }

    /** The client of a job's reader, with a clock and metrics of the test. */
    public static Exchange<HttpCall, HttpAnswer> client(
            String url, Secret key, HttpOptions http, MetricGroup metrics, Timing timing) {
        WeaviateSourceOptions options = new WeaviateSourceOptions(
                url, key, List.of(), InactiveTenants.DEAD_LETTER, Blobs.LEAVE_OUT, 20, 150, 4, null, http);
        return Connection.open(options, new ReaderContext(0, 1, metrics), Connection.retries(options), timing)
                .exchange();
    }

    public static List<SourceRecord> read(RecordSource source) throws IOException {
        List<SourceRecord> records = new ArrayList<>();
        for (SourceSplit split : source.splits()) {
            records.addAll(read(source, split, SourceSplit.START));
        }
        return records;
    }

    public static List<SourceRecord> read(RecordSource source, SourceSplit split, String position) throws IOException {
        List<SourceRecord> records = new ArrayList<>();
        try (RecordReader reader = source.open(split, position)) {
            for (SourceRecord next = reader.next(); next != null; next = reader.next()) {
                records.add(next);
            }
        }
        return records;
    }

    public static List<String> ids(List<SourceRecord> records) {
        return records.stream()
                .map(record -> record.origin().id())
                .filter(id -> !id.isEmpty())
                .sorted()
                .toList();
    }

    public static List<String> damages(List<SourceRecord> records) {
        return records.stream()
                .map(SourceRecord::damage)
                .filter(Objects::nonNull)
                .toList();
    }
}
