package dev.graphiti.migrator.inference;

import dev.graphiti.migrator.model.MappedRecord;
import dev.graphiti.migrator.model.MigratorException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;
import org.jspecify.annotations.Nullable;

/** Embeds the texts of a bundle by one call, and gives its records back in their order. */
final class EmbedFunction extends RichAsyncFunction<EmbeddingBundle, EmbeddedRecord> {
    private final EmbeddingOptions options;
    private final RecordVectors vectors;
    private transient @Nullable Embedder embedder;

    EmbedFunction(EmbeddingOptions options, RecordVectors vectors) {
        this.options = options;
        this.vectors = vectors;
    }

    @Override
    public void open(OpenContext context) {
        try {
            embedder = Embedders.assemble(
                    options,
                    vectors.space(),
                    new EmbeddingMetrics(getRuntimeContext().getMetricGroup()));
        } catch (MigratorException e) {
            throw new SuppressRestartsException(e);
        }
    }

    @Override
    public void asyncInvoke(EmbeddingBundle bundle, ResultFuture<EmbeddedRecord> result) {
        List<List<String>> texts =
                bundle.records().stream().map(vectors::textsOf).toList();
        opened().embed(texts.stream().flatMap(List::stream).toList()).whenComplete((embedded, failure) -> {
            if (failure == null) {
                complete(result, () -> filled(bundle.records(), texts, embedded));
            } else {
                // What a person must mend does not get better by starting over.
                result.completeExceptionally(
                        failure instanceof MigratorException ? new SuppressRestartsException(failure) : failure);
            }
        });
    }

    private Embedder opened() {
        if (embedder == null) {
            throw new IllegalStateException("not open");
        }
        return embedder;
    }

    private interface Filling {
        Collection<EmbeddedRecord> records();
    }

    /** An exception in here would otherwise be lost in the future's callback, and the bundle with it. */
    private static void complete(ResultFuture<EmbeddedRecord> result, Filling filling) {
        Collection<EmbeddedRecord> records;
        try {
            records = filling.records();
        } catch (RuntimeException e) {
            result.completeExceptionally(e);
            return;
        }
        result.complete(records);
    }

    private Collection<EmbeddedRecord> filled(
            List<MappedRecord> records, List<List<String>> texts, List<EmbeddingResult> results) {
        List<EmbeddedRecord> filled = new ArrayList<>(records.size());
        int next = 0;
        for (int i = 0; i < records.size(); i++) {
            int end = next + texts.get(i).size();
            filled.add(vectors.filled(records.get(i), results.subList(next, end)));
            next = end;
        }
        return filled;
    }

    /** Giving up is the embedder's decision; this is for the case that it never takes it. The job starts over. */
    @Override
    public void timeout(EmbeddingBundle bundle, ResultFuture<EmbeddedRecord> result) {
        result.completeExceptionally(new TimeoutException("no vectors came for " + bundle));
    }

    @Override
    public void close() {
        if (embedder != null) {
            embedder.close();
        }
    }
}
