package dev.graphiti.migrator.client;

import dev.graphiti.migrator.client.HttpFailure.Kind;
import dev.graphiti.migrator.config.Secret;
import java.time.InstantSource;
import java.util.Collection;

/**
 * Classifies by the status alone, as most servers mean it, and quotes the server's own explanation.
 *
 * @param secrets what the server's explanation may repeat and must not be seen
 * @param keyHint what to do about a key that is not accepted, for instance {@code set source.api-key}
 */
public record StatusClassifier(Collection<Secret> secrets, String keyHint, InstantSource clock)
        implements ResponseClassifier {
    @Override
    public HttpFailure of(HttpCall call, HttpAnswer answer) {
        Kind kind = kind(answer.status());
        // The server's words about a key are left out: they may quote it.
        String ending = kind == Kind.FORBIDDEN ? "; " + keyHint : answer.explanation(secrets);
        return new HttpFailure(
                kind,
                answer.status(),
                "%s answered %d%s".formatted(call.address(), answer.status(), ending),
                RetryAfter.parse(answer.retryAfter(), clock.instant()));
    }

    private static Kind kind(int status) {
        return switch (status) {
            case 401, 403 -> Kind.FORBIDDEN;
            case 404, 410 -> Kind.NOT_FOUND;
            case 413, 414, 431 -> Kind.TOO_LARGE;
            case 429 -> Kind.THROTTLED;
            case 408, 425 -> Kind.UNAVAILABLE;
            case 501, 505 -> Kind.REFUSED;
            default -> status >= 500 ? Kind.UNAVAILABLE : Kind.REFUSED;
        };
    }
}
