package dev.graphiti.migrator.source.pinecone;

import dev.graphiti.migrator.client.HttpFailure;
import dev.graphiti.migrator.client.HttpFailure.Kind;
import dev.graphiti.migrator.source.fields.Fields;
import java.net.URI;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Fetches records by id; a request that is too large or refused is cut in half until an id stands alone. */
record RecordFetch(PineconeClient client, URI host, PineconeSplit split) {
    /** The field with the text of which the index itself makes the vector. */
    static final String TEXT = "text";

    /**
     * What came of a request.
     *
     * @param records by id
     * @param refused why, by id; ids that are in neither do not exist any more
     */
    record Fetched(Map<String, Fields> records, Map<String, String> refused) {
        Fetched and(Fetched other) {
            Map<String, Fields> allRecords = new HashMap<>(records);
            allRecords.putAll(other.records);
            Map<String, String> allRefused = new HashMap<>(refused);
            allRefused.putAll(other.refused);
            return new Fetched(allRecords, allRefused);
        }
    }

    CompletableFuture<Fetched> fetch(List<String> ids) {
        return client.fetch(host, namespace(), ids)
                .thenApply(records -> new Fetched(withText(records), Map.of()))
                .exceptionallyCompose(thrown -> smaller(ids, thrown));
    }

    String namespace() {
        return split.namespace();
    }

    private Map<String, Fields> withText(Map<String, Fields> records) {
        String field = split.textField();
        if (field != null) {
            records.replaceAll((id, record) -> withText(record, field));
        }
        return records;
    }

    private static Fields withText(Fields record, String field) {
        Object text = record.at("metadata") instanceof Map<?, ?> metadata ? metadata.get(field) : null;
        if (text == null) {
            return record;
        }
        Map<String, @Nullable Object> fields = new LinkedHashMap<>(record.root());
        fields.put(TEXT, text);
        return new Fields(fields);
    }

    private CompletableFuture<Fetched> smaller(List<String> ids, Throwable thrown) {
        HttpFailure failure = HttpFailure.in(thrown);
        if (failure == null || (failure.kind() != Kind.TOO_LARGE && !isAboutTheIds(failure))) {
            return CompletableFuture.failedFuture(failure == null ? thrown : failure);
        }
        if (ids.size() == 1) {
            return CompletableFuture.completedFuture(new Fetched(Map.of(), Map.of(ids.get(0), failure.sentence())));
        }
        int half = ids.size() / 2;
        return fetch(ids.subList(0, half)).thenCombine(fetch(ids.subList(half, ids.size())), Fetched::and);
    }

    private static boolean isAboutTheIds(HttpFailure failure) {
        return failure.kind() == Kind.REFUSED && (failure.status() == 400 || failure.status() == 422);
    }
}
