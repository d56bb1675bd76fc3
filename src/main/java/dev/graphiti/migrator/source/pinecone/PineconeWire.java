package dev.graphiti.migrator.source.pinecone;

import com.fasterxml.jackson.core.JsonParser;
import dev.graphiti.migrator.http.HttpCall;
import dev.graphiti.migrator.source.Fields;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The requests and answers of one of Pinecone's two interfaces. Knows no network. */
interface PineconeWire {
    /** Ids that come in one page at most. */
    int PAGE = 100;

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

    /** Steps into the object that stands under this key, passing by all others; false if there is none. */
    static boolean enter(JsonParser json, String key) throws IOException {
        if (json.nextToken() == null) {
            throw new IOException("the answer is empty");
        }
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            json.nextToken();
            if (field.equals(key)) {
                return json.isExpectedStartObjectToken();
            }
            json.skipChildren();
        }
        return false;
    }
}
