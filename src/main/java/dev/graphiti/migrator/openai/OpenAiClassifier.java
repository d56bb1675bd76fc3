package dev.graphiti.migrator.openai;

import dev.graphiti.migrator.client.HttpAnswer;
import dev.graphiti.migrator.client.HttpCall;
import dev.graphiti.migrator.client.HttpFailure;
import dev.graphiti.migrator.client.HttpFailure.Kind;
import dev.graphiti.migrator.client.ResponseClassifier;
import dev.graphiti.migrator.client.RetryAfter;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;

/** The meaning of OpenAI's statuses. Only what a part of the input may be to blame for is {@link Kind#REFUSED}. */
record OpenAiClassifier(OpenAiServer server, InstantSource clock) implements ResponseClassifier {
    @Override
    public HttpFailure of(HttpCall call, HttpAnswer answer) {
        Kind kind = kind(answer);
        return new HttpFailure(
                kind,
                answer.status(),
                "%s answered %d%s".formatted(call.address(), answer.status(), ending(kind, answer)),
                RetryAfter.parse(answer.retryAfter(), clock.instant()));
    }

    private static Kind kind(HttpAnswer answer) {
        int status = answer.status();
        return switch (status) {
            case 400, 413, 422 -> Kind.REFUSED;
            case 401, 402, 403 -> Kind.FORBIDDEN;
            case 404, 405, 410 -> Kind.NOT_FOUND;
            case 408, 425 -> Kind.UNAVAILABLE;
            case 429 -> hasNoCredit(answer) ? Kind.FORBIDDEN : Kind.THROTTLED;
            case 501, 505 -> Kind.GAVE_UP;
            default -> status >= 500 ? Kind.UNAVAILABLE : Kind.GAVE_UP;
        };
    }

    /** OpenAI uses one status for "too fast" and for "no money"; waiting helps the first only. */
    private static boolean hasNoCredit(HttpAnswer answer) {
        return answer.status() == 402
                || (answer.status() == 429
                        && new String(answer.body(), StandardCharsets.UTF_8).contains("insufficient_quota"));
    }

    private String ending(Kind kind, HttpAnswer answer) {
        String said = answer.explanation(server.secrets());
        return switch (kind) {
            // The server's words are left out: they may quote the key.
            case FORBIDDEN ->
                hasNoCredit(answer)
                        ? ": the account has no credit left; add some and resume the run"
                        : "; set %s.api-key to a key that may use model '%s'"
                                .formatted(server.section(), server.model());
            case NOT_FOUND ->
                "%s; check %s.base-url, and that the server has the model '%s'"
                        .formatted(said, server.section(), server.model());
            case GAVE_UP -> "%s; check %s.base-url".formatted(said, server.section());
            default -> said;
        };
    }
}
