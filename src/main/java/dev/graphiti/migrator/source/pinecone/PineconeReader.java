package dev.graphiti.migrator.source.pinecone;

import dev.graphiti.migrator.client.HttpFailure;
import dev.graphiti.migrator.client.HttpFailure.Kind;
import dev.graphiti.migrator.model.DeadLetter.Kept;
import dev.graphiti.migrator.model.RecordOrigin;
import dev.graphiti.migrator.source.RecordReader;
import dev.graphiti.migrator.source.SourceRecord;
import dev.graphiti.migrator.source.SourceSplit;
import dev.graphiti.migrator.source.fields.Fields;
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
    private final Presence presence;
    private final Deque<Batch> onTheirWay = new ArrayDeque<>();

    private Iterator<ListedId> ids = List.<ListedId>of().iterator();
    private Fetched fetched = new Fetched(Map.of(), Map.of());
    private long count;
    private boolean anyGone;
    private boolean ended;

    private record Batch(List<ListedId> ids, CompletableFuture<Fetched> answer) {}

    /** Asks whether the namespace is still there: Pinecone answers for one that is gone as for one without such ids. */
    interface Presence {
        boolean isThere() throws IOException;
    }

    PineconeReader(SourceSplit split, IdWalk walk, RecordFetch fetch, int fetchSize, Presence presence) {
        this.split = split;
        this.walk = walk;
        this.fetch = fetch;
        this.wire = fetch.client().wire();
        this.fetchSize = fetchSize;
        this.presence = presence;
        count = walk.taken();
    }

    @Override
    public @Nullable SourceRecord next() throws IOException {
        if (ended) {
            return null;
        }
        try {
            while (!ids.hasNext()) {
                fetchAhead(true);
                Batch batch = onTheirWay.poll();
                if (batch == null) {
                    return end();
                }
                fetched = HttpFailure.await(batch.answer());
                ids = batch.ids().iterator();
                fetchAhead(false);
            }
        } catch (HttpFailure e) {
            if (e.kind() != Kind.NOT_FOUND || presence.isThere()) {
                throw PineconeClient.mendable(e);
            }
            return deleted();
        }
        return record(ids.next());
    }

    /** The size is an estimate, but where no fewer were read, nobody need be asked. */
    private @Nullable SourceRecord end() throws IOException {
        ended = true;
        boolean mayBeGone = anyGone || count < split.size();
        return mayBeGone && !presence.isThere() ? deleted() : null;
    }

    /**
     * A dead letter for the rest: a job that failed would lose what is on its way, and could not read it again. How much is
     * lost is an estimate, as the split's size is, but never zero.
     */
    private SourceRecord deleted() {
        ended = true;
        return SourceRecord.damaged(
                        new RecordOrigin(SYSTEM, split.collection(), "", split.id(), "after record " + count),
                        PineconePosition.END,
                        Math.max(count, split.size()),
                        ("the namespace '%s' was deleted while it was read; the records of split %s that were read"
                                        + " before, up to record %d, are kept, the rest is missing")
                                .formatted(fetch.namespace(), split.id(), count),
                        Kept.NOTHING)
                .withLost(Math.max(1, split.size() - count));
    }

    /** Sends what can be sent meanwhile. */
    @Override
    public boolean isReady() throws IOException {
        if (ended || ids.hasNext()) {
            return true;
        }
        fetchAhead(false);
        Batch first = onTheirWay.peek();
        return first == null ? !walk.isWaiting() : first.answer().isDone();
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
            return SourceRecord.sound(origin, next, count, fields);
        }
        if (refused != null) {
            return SourceRecord.damaged(
                    origin, next, count, "the record cannot be fetched: " + refused, Kept.pointer(id));
        }
        anyGone = true;
        return SourceRecord.noted(origin, next, count, GONE);
    }

    @Override
    public void close() throws IOException {
        walk.close();
    }
}
