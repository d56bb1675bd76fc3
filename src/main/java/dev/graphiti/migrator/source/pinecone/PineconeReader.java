package dev.graphiti.migrator.source.pinecone;

import dev.graphiti.migrator.model.RecordOrigin;
import dev.graphiti.migrator.source.Fields;
import dev.graphiti.migrator.source.RecordReader;
import dev.graphiti.migrator.source.SourceRecord;
import dev.graphiti.migrator.source.SourceSplit;
import dev.graphiti.migrator.source.pinecone.RecordFetch.Fetched;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Reads a split: while records are handed over, the next ones are being fetched and the page of ids behind them is being
 * listed. Records come in the order in which their ids are listed.
 */
final class PineconeReader implements RecordReader {
    static final String SYSTEM = "pinecone";

    /** A record that was listed and is not there any more. */
    static final String GONE = "gone-while-read";

    /** Fetches on their way: enough to never wait for the list, which comes page by page. */
    private static final int AHEAD = 2;

    /** Ids in an address at most; servers and proxies begin to refuse at 8 KB. */
    private static final int ADDRESS_BYTES = 7_000;

    private final SourceSplit split;
    private final IdWalk walk;
    private final RecordFetch fetch;
    private final PineconeWire wire;
    private final int fetchSize;
    private final EmptyCheck emptyCheck;
    private final Deque<Batch> onTheirWay = new ArrayDeque<>();

    private Iterator<ListedId> ids = List.<ListedId>of().iterator();
    private Fetched fetched = new Fetched(Map.of(), Map.of());
    private long count;
    private boolean anyFound;
    private boolean anyGone;

    private record Batch(List<ListedId> ids, CompletableFuture<Fetched> answer) {}

    /** Asks, when a split turns out empty, whether its namespace is still there. */
    interface EmptyCheck {
        void run() throws IOException;
    }

    PineconeReader(SourceSplit split, IdWalk walk, RecordFetch fetch, int fetchSize, EmptyCheck emptyCheck) {
        this.split = split;
        this.walk = walk;
        this.fetch = fetch;
        this.wire = fetch.client().wire();
        this.fetchSize = fetchSize;
        this.emptyCheck = emptyCheck;
        count = walk.taken();
    }

    @Override
    public @Nullable SourceRecord next() throws IOException {
        while (!ids.hasNext()) {
            fetchAhead(true);
            Batch batch = onTheirWay.poll();
            if (batch == null) {
                checkEnd();
                return null;
            }
            fetched = PineconeClient.wait(batch.answer(), fetch.namespace());
            ids = batch.ids().iterator();
            fetchAhead(false);
        }
        return record(ids.next());
    }

    /** Sends what can be sent meanwhile. */
    @Override
    public boolean isReady() throws IOException {
        if (ids.hasNext()) {
            return true;
        }
        fetchAhead(false);
        Batch first = onTheirWay.peek();
        return first == null ? !walk.isWaiting() : first.answer().isDone();
    }

    private void checkEnd() throws IOException {
        if (!anyFound && (anyGone || (count == 0 && split.size() > 0))) {
            emptyCheck.run();
        }
    }

    /** Never waits for ids while there are records to wait for. */
    private void fetchAhead(boolean mayWait) throws IOException {
        while (onTheirWay.size() < AHEAD) {
            List<ListedId> batch = cut(mayWait && onTheirWay.isEmpty());
            if (batch.isEmpty()) {
                return;
            }
            List<String> names = batch.stream().map(ListedId::id).toList();
            onTheirWay.add(new Batch(batch, fetch.fetch(names)));
        }
    }

    private List<ListedId> cut(boolean mayWait) throws IOException {
        List<ListedId> batch = new ArrayList<>();
        int bytes = 0;
        while (batch.size() < fetchSize && walk.has(mayWait && batch.isEmpty())) {
            bytes += wire.addressBytes(walk.peek().id());
            if (bytes > ADDRESS_BYTES && !batch.isEmpty()) {
                break;
            }
            batch.add(walk.take());
        }
        return batch;
    }

    private SourceRecord record(ListedId listed) {
        count++;
        String id = listed.id();
        RecordOrigin origin = new RecordOrigin(SYSTEM, split.collection(), id, split.id(), "record " + count);
        String next = new PineconePosition(listed.token(), id, count).toString();
        Fields fields = fetched.records().get(id);
        String refused = fetched.refused().get(id);
        if (fields != null) {
            anyFound = true;
            return SourceRecord.sound(origin, next, count, fields);
        }
        if (refused != null) {
            anyFound = true;
            return SourceRecord.damaged(origin, next, count, "the record cannot be fetched: " + refused, id);
        }
        anyGone = true;
        return SourceRecord.noted(origin, next, count, GONE);
    }

    @Override
    public void close() throws IOException {
        walk.close();
    }
}
