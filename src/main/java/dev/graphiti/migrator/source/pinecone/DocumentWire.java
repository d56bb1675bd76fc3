package dev.graphiti.migrator.source.pinecone;

import static dev.graphiti.migrator.source.pinecone.PineconeWire.encoded;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.graphiti.migrator.client.HttpCall;
import dev.graphiti.migrator.source.fields.Fields;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The documents API: POST with ids in the body, names in snake case. */
record DocumentWire() implements PineconeWire {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public HttpCall list(URI host, String namespace, String prefix, @Nullable String token) {
        ObjectNode body = JSON.createObjectNode().put("limit", PAGE);
        if (!prefix.isEmpty()) {
            body.put("prefix", prefix);
        }
        if (token != null) {
            body.put("pagination_token", token);
        }
        return post(host, namespace, "list", body);
    }

    @Override
    public IdPage page(byte[] answer) throws IOException {
        JsonNode root = PineconeWire.page(JSON.readTree(answer), "documents");
        List<String> ids = new ArrayList<>();
        for (JsonNode document : root.path("documents")) {
            ids.add(document.path("_id").asText());
        }
        return new IdPage(ids, ClassicWire.token(root));
    }

    @Override
    public HttpCall fetch(URI host, String namespace, List<String> ids) {
        ObjectNode body = JSON.createObjectNode();
        ids.forEach(body.putArray("ids")::add);
        return post(host, namespace, "fetch", body);
    }

    private static HttpCall post(URI host, String namespace, String verb, ObjectNode body) {
        try {
            URI uri = URI.create("%s/namespaces/%s/documents/%s".formatted(host, encoded(namespace), verb));
            return HttpCall.post(uri, JSON.writeValueAsBytes(body));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public int addressBytes(String id) {
        return 0;
    }

    @Override
    public Map<String, Fields> records(byte[] answer, String namespace) throws IOException {
        try (JsonParser json = JSON.createParser(answer)) {
            return PineconeWire.records(json, "documents", (id, document) -> record(id, namespace, document));
        }
    }

    private static Fields record(String id, String namespace, Map<String, @Nullable Object> document) {
        document.remove("_id");
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("id", id);
        fields.put("namespace", namespace);
        fields.put("metadata", document);
        return new Fields(fields);
    }
}
