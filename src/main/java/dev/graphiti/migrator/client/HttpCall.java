package dev.graphiti.migrator.client;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * One request, without the secrets, which the lowest layer adds.
 *
 * @param json the body of a POST, UTF-8; null for a GET
 * @param maxAnswer how many bytes its answer can have at most; {@code http.max-answer} holds as well
 * @param advice the end of the sentence about a longer answer
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record HttpCall(URI uri, byte @Nullable [] json, long maxAnswer, String advice) {
    public static HttpCall get(URI uri) {
        return new HttpCall(uri, null, Long.MAX_VALUE, "");
    }

    public static HttpCall post(URI uri, byte[] json) {
        return new HttpCall(uri, json, Long.MAX_VALUE, "");
    }

    /** The same, whose answer is known to be short. */
    public HttpCall answeredWithin(long bytes, String otherwise) {
        return new HttpCall(uri, json, bytes, otherwise);
    }

    /** The address without its query, which may be thousands of ids: what messages call it. */
    public String address() {
        String all = uri.toString();
        int query = all.indexOf('?');
        return query < 0 ? all : all.substring(0, query);
    }
}
