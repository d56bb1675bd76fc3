package dev.graphiti.migrator.http;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * One request, without the secrets, which the lowest layer adds.
 *
 * @param json the body of a POST, UTF-8; null for a GET
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record HttpCall(URI uri, byte @Nullable [] json) {
    public static HttpCall get(URI uri) {
        return new HttpCall(uri, null);
    }

    public static HttpCall post(URI uri, byte[] json) {
        return new HttpCall(uri, json);
    }

    /** The address without its query, which may be thousands of ids: what messages call it. */
    public String address() {
        String all = uri.toString();
        int query = all.indexOf('?');
        return query < 0 ? all : all.substring(0, query);
    }
}
