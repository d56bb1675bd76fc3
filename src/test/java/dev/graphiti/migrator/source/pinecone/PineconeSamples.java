package dev.graphiti.migrator.source.pinecone;

import dev.graphiti.migrator.client.Exchange;
import dev.graphiti.migrator.client.HttpAnswer;
import dev.graphiti.migrator.client.HttpCall;
import dev.graphiti.migrator.client.Timing;
import dev.graphiti.migrator.config.ConfigReader;
import dev.graphiti.migrator.config.ConfigShape;
import dev.graphiti.migrator.config.Setting;
import dev.graphiti.migrator.source.ReaderContext;
import dev.graphiti.migrator.source.RecordReader;
import dev.graphiti.migrator.source.RecordSource;
import dev.graphiti.migrator.source.SourceRecord;
import dev.graphiti.migrator.source.SourceSplit;
import dev.graphiti.migrator.source.flink.SourceOptions;
import dev.graphiti.migrator.testing.PineconeStandIn;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.metrics.MetricGroup;

/** Options from YAML, and everything that a source reads. */
public final class PineconeSamples {
    /** No pauses between lists: the stand-in has no quota unless it is given one. */
    static final String FAST = "list-rate: 100000";

    private PineconeSamples() {}

    /** Only the source. */
    public record Holder(@Setting("s") SourceOptions source) {}

    /** Options for a stand-in, and these lines. */
    public static PineconeOptions options(PineconeStandIn standIn, String... lines) {
        String yaml =
                "source:\n  type: pinecone\n  api-key: %s\n  index: %s\n  control-url: %s\n  http: { timeout: 2s, outage-limit: 20s }\n"
                        .formatted(PineconeStandIn.KEY, PineconeStandIn.INDEX, standIn.url());
        for (String line : lines) {
            yaml += "  " + line + "\n";
        }
        return of(yaml);
    }

    public static PineconeOptions of(String yaml) {
        ConfigShape<Holder> shape =
                ConfigShape.of(Holder.class).withVariants(SourceOptions.class, List.of(PineconeOptions.class));
        return (PineconeOptions)
                new ConfigReader<>(shape, Map.of()).read(yaml, "test").source();
    }

    /** The client of a job's reader, with a clock and metrics of the test. */
    public static Exchange<HttpCall, HttpAnswer> client(PineconeOptions options, MetricGroup metrics, Timing timing) {
        return new PineconeConnections(options, "read", new ReaderContext(0, 1, metrics), timing).http();
    }

    static List<SourceRecord> readAll(RecordSource source) throws IOException {
        List<SourceRecord> records = new ArrayList<>();
        for (SourceSplit split : source.splits()) {
            records.addAll(readAll(source, split, SourceSplit.START));
        }
        return records;
    }

    static List<SourceRecord> readAll(RecordSource source, SourceSplit split, String position) throws IOException {
        List<SourceRecord> records = new ArrayList<>();
        try (RecordReader reader = source.open(split, position)) {
            for (SourceRecord next = reader.next(); next != null; next = reader.next()) {
                records.add(next);
            }
        }
        return records;
    }

    static List<String> ids(List<SourceRecord> records) {
        return records.stream().map(record -> record.origin().id()).toList();
    }
}
