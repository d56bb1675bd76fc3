package dev.graphiti.migrator.source.pinecone;

import dev.graphiti.migrator.source.ReaderContext;
import dev.graphiti.migrator.source.RecordReader;
import dev.graphiti.migrator.source.RecordSource;
import dev.graphiti.migrator.source.SourceCount;
import dev.graphiti.migrator.source.SourceRecord;
import dev.graphiti.migrator.source.SourceSplit;
import dev.graphiti.migrator.source.SplitOpener;
import dev.graphiti.migrator.source.file.WorkingFolder;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads an index by listing ids and fetching what they name. */
record PineconeSource(PineconeOptions options, WorkingFolder here) implements RecordSource {
    @Override
    public List<SourceSplit> splits() throws IOException {
        try (PineconeConnections connections =
                new PineconeConnections(options, PineconeConnections.PLAN, ReaderContext.alone())) {
            return new PineconePlan(options, connections.client(), here).make();
        }
    }

    @Override
    public List<SourceCount> counts(List<SourceSplit> splits) throws IOException {
        try (PineconeConnections connections =
                new PineconeConnections(options, PineconeConnections.PLAN, ReaderContext.alone())) {
            return new PineconeCounts(options, connections.client()).of(splits);
        }
    }

    @Override
    public String estimate(List<SourceSplit> splits) {
        return new ReadEstimate(options, splits).sentence();
    }

    @Override
    public int splitsAtOnce() {
        return options.splitsAtOnce();
    }

    /** With connections of its own; a job uses {@link #opener}. */
    @Override
    public RecordReader open(SourceSplit split, String position) {
        SplitOpener opener = opener(ReaderContext.alone());
        try {
            return new OwningReader(opener.open(split, position), opener);
        } catch (IOException e) {
            throw new IllegalStateException("opening a split asks for nothing yet", e);
        }
    }

    @Override
    public SplitOpener opener(ReaderContext context) {
        PineconeConnections connections = new PineconeConnections(options, "read", context);
        return new Opener(options, connections);
    }

    private record Opener(PineconeOptions options, PineconeConnections connections) implements SplitOpener {
        @Override
        public RecordReader open(SourceSplit split, String position) {
            if (position.equals(PineconePosition.END)) {
                return new NothingLeft();
            }
            PineconeSplit part = PineconeSplit.parse(split.spec());
            PineconeClient client = connections.client();
            URI host = URI.create(part.host());
            IdWalk walk = new IdWalk(part, listing(part, client, host), PineconePosition.parse(position));
            RecordFetch fetch = new RecordFetch(client, host, part);
            return new PineconeReader(
                    split, walk, fetch, options.fetchSize(), () -> client.isThere(host, part.namespace()));
        }

        private static IdListing listing(PineconeSplit part, PineconeClient client, URI host) {
            return part.file() == null
                    ? token -> client.list(host, part.namespace(), part.prefix(), token)
                    : new FileListing(part.file(), part.start(), part.end());
        }

        @Override
        public void close() {
            connections.close();
        }
    }

    /** Of a split whose namespace was deleted, which has been told. */
    private record NothingLeft() implements RecordReader {
        @Override
        public @Nullable SourceRecord next() {
            return null;
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }

    private record OwningReader(RecordReader reader, SplitOpener opener) implements RecordReader {
        @Override
        public @Nullable SourceRecord next() throws IOException {
            return reader.next();
        }

        @Override
        public boolean isReady() throws IOException {
            return reader.isReady();
        }

        @Override
        public void close() throws IOException {
            reader.close();
            opener.close();
        }
    }
}
