package dev.graphiti.migrator.source.pinecone;

import static dev.graphiti.migrator.source.pinecone.PineconeWire.encoded;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.graphiti.migrator.client.HttpCall;
import dev.graphiti.migrator.source.fields.Fields;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The vectors API: GET with ids in the address, names in camel case. */
record ClassicWire() implements PineconeWire {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public HttpCall list(URI host, String namespace, String prefix, @Nullable String token) {
        String query = "?namespace=" + encoded(namespace) + "&limit=" + PAGE;
        query += prefix.isEmpty() ? "" : "&prefix=" + encoded(prefix);
        query += token == null ? "" : "&paginationToken=" + encoded(token);
        return HttpCall.get(URI.create(host + "/vectors/list" + query));
    }

    @Override
    public IdPage page(byte[] answer) throws IOException {
        JsonNode root = PineconeWire.page(JSON.readTree(answer), "vectors");
        List<String> ids = new ArrayList<>();
        for (JsonNode vector : root.path("vectors")) {
            ids.add(vector.path("id").asText());
        }
        return new IdPage(ids, token(root));
    }

    static @Nullable String token(JsonNode root) {
        String next = root.path("pagination").path("next").asText("");
        return next.isEmpty() ? null : next;
    }

    @Override
    public HttpCall fetch(URI host, String namespace, List<String> ids) {
        StringBuilder query = new StringBuilder("?namespace=").append(encoded(namespace));
        ids.forEach(id -> query.append("&ids=").append(encoded(id)));
        return HttpCall.get(URI.create(host + "/vectors/fetch" + query));
    }

    @Override
    public int addressBytes(String id) {
        return "&ids=".length() + encoded(id).length();
    }

    @Override
    public Map<String, Fields> records(byte[] answer, String namespace) throws IOException {
        try (JsonParser json = JSON.createParser(answer)) {
            return PineconeWire.records(json, "vectors", (id, vector) -> record(id, namespace, vector));
        }
    }

    private static Fields record(String id, String namespace, Map<String, @Nullable Object> vector) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("id", id);
        fields.put("namespace", namespace);
        put(fields, "values", vector.get("values"));
        put(fields, "sparse_values", vector.get("sparseValues"));
        put(fields, "metadata", vector.get("metadata"));
        return new Fields(fields);
    }

    /** Dense-only, sparse-only and hybrid records all occur, with what they lack missing or empty. */
    private static void put(Map<String, @Nullable Object> fields, String key, @Nullable Object value) {
        boolean empty = value == null || (value instanceof List<?> list && list.isEmpty());
        if (!empty) {
            fields.put(key, value);
        }
    }
}
