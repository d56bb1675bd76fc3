package dev.graphiti.migrator.client;

import java.net.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/** As much of an HTTP answer as decides what to do with it. */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record HttpAnswer(int status, @Nullable String retryAfter, byte[] body) {
    static HttpAnswer of(HttpResponse<byte[]> response) {
        return new HttpAnswer(
                response.statusCode(),
                response.headers().firstValue("retry-after").orElse(null),
                response.body());
    }

    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }
}
