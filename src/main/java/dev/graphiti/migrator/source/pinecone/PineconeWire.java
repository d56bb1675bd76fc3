package dev.graphiti.migrator.source.pinecone;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import dev.graphiti.migrator.client.HttpCall;
import dev.graphiti.migrator.source.fields.Fields;
import dev.graphiti.migrator.source.fields.JsonFields;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The requests and answers of one of Pinecone's two interfaces. Knows no network. */
interface PineconeWire {
    /** Ids that come in one page at most. */
    int PAGE = 100;

    /**
     * What Pinecone says besides ids and records. An answer that has neither the one nor the other is somebody else's,
     * a proxy's for instance, and must not pass for the end of a list or for records that are gone.
     */
    Set<String> SIGNS = Set.of("namespace", "usage", "pagination");

    HttpCall list(URI host, String namespace, String prefix, @Nullable String token);

    IdPage page(byte[] answer) throws IOException;

    HttpCall fetch(URI host, String namespace, List<String> ids);

    /** How many bytes an id adds to the address of a fetch; none where ids travel in the body. */
    int addressBytes(String id);

    /** The records of a fetch by id. */
    Map<String, Fields> records(byte[] answer, String namespace) throws IOException;

    /** The interface of an index of this kind. */
    static PineconeWire of(IndexKind kind) {
        return kind == IndexKind.CLASSIC ? new ClassicWire() : new DocumentWire();
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Makes a record of what stands under an id. */
    interface Form {
        Fields record(String id, Map<String, @Nullable Object> content);
    }

    /** The page of ids under this key. */
    static JsonNode page(JsonNode answer, String key) throws IOException {
        boolean own = answer.path(key).isArray() || SIGNS.stream().anyMatch(answer::has);
        return own(own, answer);
    }

    /** The records under this key, by id; passes by all others. */
    static Map<String, Fields> records(JsonParser json, String key, Form form) throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw new IOException("the answer is not an object");
        }
        Map<String, Fields> records = new HashMap<>();
        JsonFields fields = new JsonFields();
        boolean own = false;
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            json.nextToken();
            own |= field.equals(key) || SIGNS.contains(field);
            if (!field.equals(key) || !json.isExpectedStartObjectToken()) {
                json.skipChildren();
                continue;
            }
            for (String id = json.nextFieldName(); id != null; id = json.nextFieldName()) {
                json.nextToken();
                records.put(id, form.record(id, fields.object(json)));
            }
        }
        return own(own, records);
    }

    private static <T> T own(boolean own, T answer) throws IOException {
        if (!own) {
            throw new IOException("the answer is not one of Pinecone's");
        }
        return answer;
    }
}
