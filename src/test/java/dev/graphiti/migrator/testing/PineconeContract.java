package dev.graphiti.migrator.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/** What an index holds and how it answers, as Pinecone's specification says: pages, tokens, limits, missing ids. */
final class PineconeContract {
    static final ObjectMapper JSON = new ObjectMapper();

    private static final int PAGE = 100;
    private static final int MAX_FETCH = 1000;
    private static final int MAX_ADDRESS = 8_192;

    /** What an index can be. */
    enum Kind {
        SERVERLESS,
        POD,
        DOCUMENTS
    }

    record Answer(int status, String json) {
        static Answer refused(int status, int code, String message) {
            ObjectNode body = JSON.createObjectNode().put("code", code).put("message", message);
            body.putArray("details");
            return new Answer(status, body.toString());
        }

        static Answer ok(JsonNode body) {
            return new Answer(200, body.toString());
        }
    }

    private final Kind kind;
    private final NavigableMap<String, ConcurrentSkipListMap<String, ObjectNode>> namespaces = new TreeMap<>();
    private final Set<String> unfetchable = new HashSet<>();
    private final Set<String> lagging = new HashSet<>();
    private IntUnaryOperator paging = limit -> limit;
    private int tokens;
    private boolean silent;
    private @Nullable String textField;

    PineconeContract(Kind kind) {
        this.kind = kind;
    }

    synchronized void put(String namespace, ObjectNode record) {
        namespaces
                .computeIfAbsent(namespace, name -> new ConcurrentSkipListMap<>())
                .put(record.path("id").asText(), record);
    }

    synchronized void deleteNamespace(String namespace) {
        namespaces.remove(namespace);
    }

    /** The namespace's records are not counted yet. */
    synchronized void lags(String namespace) {
        lagging.add(namespace);
    }

    /** A namespace that is not there is as one without records. */
    synchronized void isSilentAboutMissing() {
        silent = true;
    }

    /** How many entries a page has when so many are asked for: fewer, and also none though more come after it. */
    synchronized void pages(IntUnaryOperator sizes) {
        paging = sizes;
    }

    /** The index makes its vectors of this field. */
    synchronized void embeds(String field) {
        textField = field;
    }

    synchronized void loses(String id) {
        unfetchable.add(id);
    }

    synchronized Answer answer(URI uri, String method, byte[] body) {
        if (uri.toString().length() > MAX_ADDRESS) {
            return new Answer(414, "");
        }
        String path = uri.getPath();
        if (method.equals("GET") && path.startsWith("/indexes/")) {
            return describe(path.substring("/indexes/".length()), uri);
        }
        if (path.equals("/describe_index_stats") && method.equals("POST")) {
            return statistics();
        }
        if (kind != Kind.POD && path.equals("/namespaces") && method.equals("GET")) {
            return namespaces(query(uri));
        }
        return kind == Kind.DOCUMENTS ? documents(path, method, body) : vectors(path, method, uri);
    }

    private Answer vectors(String path, String method, URI uri) {
        Map<String, List<String>> query = query(uri);
        String namespace = one(query, "namespace");
        if (method.equals("GET") && path.equals("/vectors/list")) {
            if (kind == Kind.POD) {
                return Answer.refused(400, 3, "List is supported only for serverless indexes");
            }
            int limit =
                    Integer.parseInt(query.getOrDefault("limit", List.of("100")).get(0));
            return list(namespace, one(query, "prefix"), limit, one(query, "paginationToken"));
        }
        if (method.equals("GET") && path.equals("/vectors/fetch")) {
            return fetch(namespace, query.getOrDefault("ids", List.of()));
        }
        return Answer.refused(404, 5, "Not Found");
    }

    private Answer documents(String path, String method, byte[] body) {
        String[] parts = path.split("/", -1);
        if (!method.equals("POST") || parts.length != 5 || !parts[1].equals("namespaces")) {
            return Answer.refused(400, 3, "this index answers to the documents API only");
        }
        try {
            JsonNode request = JSON.readTree(body);
            if (parts[4].equals("list")) {
                return list(
                        parts[2],
                        request.path("prefix").asText(""),
                        request.path("limit").asInt(PAGE),
                        request.path("pagination_token").asText(""));
            }
            List<String> ids = new ArrayList<>();
            request.path("ids").forEach(id -> ids.add(id.asText()));
            return fetch(parts[2], ids);
        } catch (IOException e) {
            return Answer.refused(400, 3, "not JSON");
        }
    }

    private @Nullable ConcurrentSkipListMap<String, ObjectNode> records(String namespace) {
        ConcurrentSkipListMap<String, ObjectNode> records = namespaces.get(namespace);
        return records == null && silent ? new ConcurrentSkipListMap<>() : records;
    }

    private Answer list(String namespace, String prefix, int limit, String token) {
        ConcurrentSkipListMap<String, ObjectNode> records = records(namespace);
        if (records == null) {
            return Answer.refused(404, 5, "Namespace not found");
        }
        if (limit < 1 || limit > PAGE) {
            return Answer.refused(400, 3, "limit must be 1 to 100");
        }
        if (prefix.contains(" ")) {
            return Answer.refused(400, 3, "prefix does not accept values containing spaces");
        }
        String after = token.isEmpty() ? "" : skipPast(token, prefix);
        if (after == null) {
            return Answer.refused(400, 3, "Invalid pagination token");
        }
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode found = answer.putArray(kind == Kind.DOCUMENTS ? "documents" : "vectors");
        String from = after.isEmpty() ? prefix : after;
        String last = after;
        int size = paging.applyAsInt(limit);
        for (String id : records.tailMap(from, after.isEmpty()).keySet()) {
            if (!id.startsWith(prefix)) {
                break;
            }
            if (found.size() == size) {
                answer.putObject("pagination").put("next", token(last, prefix));
                break;
            }
            found.addObject().put(kind == Kind.DOCUMENTS ? "_id" : "id", id);
            last = id;
        }
        if (size == 0) {
            answer.putObject("pagination").put("next", token(last, prefix, tokens++));
        }
        return Answer.ok(answer.put("namespace", namespace));
    }

    /** Leads past a page without entries: another token each time. */
    private String token(String last, String prefix, int page) {
        return encoded(JSON.createObjectNode()
                .put("skip_past", last)
                .put("prefix", prefix)
                .put("page", page));
    }

    private static String token(String last, String prefix) {
        return encoded(JSON.createObjectNode().put("skip_past", last).put("prefix", prefix));
    }

    private static String encoded(ObjectNode place) {
        return Base64.getEncoder().encodeToString(place.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static @Nullable String skipPast(String token, String prefix) {
        try {
            JsonNode place = JSON.readTree(Base64.getDecoder().decode(token));
            return place.path("prefix").asText().equals(prefix)
                    ? place.path("skip_past").asText()
                    : null;
        } catch (IOException | IllegalArgumentException e) {
            return null;
        }
    }

    private Answer fetch(String namespace, List<String> ids) {
        ConcurrentSkipListMap<String, ObjectNode> records = records(namespace);
        if (records == null) {
            return Answer.refused(404, 5, "Namespace not found");
        }
        if (ids.isEmpty() || ids.size() > MAX_FETCH) {
            return Answer.refused(400, 3, "ids must be 1 to 1000");
        }
        if (kind != Kind.DOCUMENTS && ids.stream().anyMatch(id -> id.contains(" "))) {
            return Answer.refused(400, 3, "ids do not accept values containing spaces");
        }
        ObjectNode answer = JSON.createObjectNode();
        ObjectNode found = answer.putObject(kind == Kind.DOCUMENTS ? "documents" : "vectors");
        for (String id : ids) {
            ObjectNode record = records.get(id);
            if (record != null && !unfetchable.contains(id)) {
                found.set(id, kind == Kind.DOCUMENTS ? asDocument(record) : record);
            }
        }
        answer.put("namespace", namespace);
        answer.putObject("usage").put("readUnits", (ids.size() + 9) / 10);
        return Answer.ok(answer);
    }

    private static ObjectNode asDocument(ObjectNode record) {
        ObjectNode document = JSON.createObjectNode();
        document.set("_id", record.get("id"));
        if (record.has("values")) {
            document.set("embedding", record.get("values"));
        }
        record.path("metadata").properties().forEach(field -> document.set(field.getKey(), field.getValue()));
        return document;
    }

    private Answer describe(String name, URI uri) {
        if (!name.equals(PineconeStandIn.INDEX)) {
            ObjectNode body = JSON.createObjectNode().put("status", 404);
            body.putObject("error").put("code", "NOT_FOUND").put("message", "Resource " + name + " not found");
            return new Answer(404, body.toString());
        }
        ObjectNode index = JSON.createObjectNode().put("name", name).put("metric", "cosine");
        index.put("host", "THIS_HOST");
        if (kind == Kind.DOCUMENTS) {
            index.putObject("schema").putObject("fields").putObject("embedding").put("type", "dense_vector");
            index.putObject("deployment").put("deployment_type", "managed");
        } else {
            index.putObject("spec").putObject(kind == Kind.POD ? "pod" : "serverless");
            index.put("vector_type", "dense");
            if (textField != null) {
                index.putObject("embed").putObject("field_map").put("text", textField);
            }
        }
        return Answer.ok(index);
    }

    private Answer statistics() {
        ObjectNode answer = JSON.createObjectNode();
        ObjectNode counts = answer.putObject("namespaces");
        namespaces.forEach((name, records) -> counts.putObject(name.equals("__default__") ? "" : name)
                .put("vectorCount", lagging.contains(name) ? 0 : records.size()));
        return Answer.ok(answer);
    }

    private Answer namespaces(Map<String, List<String>> query) {
        int limit = Integer.parseInt(query.getOrDefault("limit", List.of("100")).get(0));
        String token = one(query, "paginationToken");
        String after = token.isEmpty() ? "" : skipPast(token, "");
        if (limit < 1 || limit > PAGE || after == null) {
            return Answer.refused(400, 3, "limit must be 1 to 100, and a pagination token one of ours");
        }
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode found = answer.putArray("namespaces");
        String last = after;
        int size = paging.applyAsInt(limit);
        for (Map.Entry<String, ConcurrentSkipListMap<String, ObjectNode>> each :
                namespaces.tailMap(after, false).entrySet()) {
            if (found.size() == size) {
                answer.putObject("pagination").put("next", token(last, "", tokens++));
                break;
            }
            last = each.getKey();
            // Counts come as texts in older versions.
            int count = lagging.contains(last) ? 0 : each.getValue().size();
            found.addObject().put("name", last).put("record_count", Integer.toString(count));
        }
        return Answer.ok(answer.put("total_count", namespaces.size()));
    }

    private static String one(Map<String, List<String>> query, String key) {
        return query.getOrDefault(key, List.of("")).get(0);
    }

    private static Map<String, List<String>> query(URI uri) {
        Map<String, List<String>> query = new TreeMap<>();
        String raw = uri.getRawQuery();
        for (String part : raw == null ? new String[0] : raw.split("&", -1)) {
            int equals = part.indexOf('=');
            query.computeIfAbsent(part.substring(0, equals), key -> new ArrayList<>())
                    .add(URLDecoder.decode(part.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return query;
    }

    static ObjectNode parse(String json) {
        try {
            return (ObjectNode) JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
