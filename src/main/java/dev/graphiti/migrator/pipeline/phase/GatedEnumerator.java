package dev.graphiti.migrator.pipeline.phase;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.jspecify.annotations.Nullable;

/** Keeps the requests for splits until the marker exists. */
final class GatedEnumerator<S extends SourceSplit, C> implements SplitEnumerator<S, C> {
    private static final int POLL_MILLIS = 500;

    private final SplitEnumerator<S, C> enumerator;
    private final SplitEnumeratorContext<S> context;
    private final PhaseMarker marker;

    /** The host of each subtask that waits. */
    private final Map<Integer, @Nullable String> waiting = new LinkedHashMap<>();

    private volatile boolean open;

    GatedEnumerator(SplitEnumerator<S, C> enumerator, SplitEnumeratorContext<S> context, PhaseMarker marker) {
        this.enumerator = enumerator;
        this.context = context;
        this.marker = marker;
    }

    @Override
    public void start() {
        try {
            // An earlier attempt may have come further than the checkpoint that this one starts from.
            marker.remove();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + marker.path(), e);
        }
        enumerator.start();
        context.callAsync(() -> open || marker.exists(), this::openIf, POLL_MILLIS, POLL_MILLIS);
    }

    private void openIf(boolean ended, @Nullable Throwable failure) {
        if (failure != null) {
            throw new IllegalStateException("cannot read " + marker.path(), failure);
        }
        if (!ended || open) {
            return;
        }
        open = true;
        waiting.forEach((subtask, host) -> {
            if (context.registeredReaders().containsKey(subtask)) {
                enumerator.handleSplitRequest(subtask, host);
            }
        });
        waiting.clear();
    }

    @Override
    public void handleSplitRequest(int subtask, @Nullable String host) {
        if (open) {
            enumerator.handleSplitRequest(subtask, host);
        } else {
            waiting.put(subtask, host);
        }
    }

    @Override
    public void addSplitsBack(List<S> splits, int subtask) {
        enumerator.addSplitsBack(splits, subtask);
    }

    @Override
    public void addReader(int subtask) {
        enumerator.addReader(subtask);
    }

    @Override
    public void handleSourceEvent(int subtask, SourceEvent event) {
        enumerator.handleSourceEvent(subtask, event);
    }

    @Override
    public C snapshotState(long checkpoint) throws Exception {
        return enumerator.snapshotState(checkpoint);
    }

    @Override
    public void notifyCheckpointComplete(long checkpoint) throws Exception {
        enumerator.notifyCheckpointComplete(checkpoint);
    }

    @Override
    public void close() throws IOException {
        enumerator.close();
    }
}
