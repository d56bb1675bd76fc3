package dev.graphiti.migrator.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.graphiti.migrator.client.HttpFailure.Kind;
import dev.graphiti.migrator.config.Secret;
import dev.graphiti.migrator.text.Masking;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;

/**
 * Judges by the status alone, as most servers mean it, and quotes the server's own explanation.
 *
 * @param secrets what the server's explanation may repeat and must not be seen
 * @param keyHint what to do about a key that is not accepted, for instance {@code set source.api-key}
 */
public record StatusJudgment(Collection<Secret> secrets, String keyHint, InstantSource clock) implements Judgment {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_QUOTE = 200;
    private static final List<String> EXPLANATIONS =
            List.of("/error/message", "/error/0/message", "/error", "/message", "/detail");

    @Override
    public HttpFailure of(HttpCall call, HttpAnswer answer) {
        Kind kind = kind(answer.status());
        String sentence = "%s answered %d".formatted(call.address(), answer.status());
        if (kind == Kind.FORBIDDEN) {
            // The server's words are left out: they may quote the key.
            sentence += "; " + keyHint;
        } else {
            String said = explanation(answer.body(), secrets);
            sentence += said.isEmpty() ? "" : " and says: " + said;
        }
        return new HttpFailure(kind, answer.status(), sentence, RetryAfter.parse(answer.retryAfter(), clock.instant()));
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

    /** The server's explanation of an error, short and without secrets; empty if there is none. */
    private static String explanation(byte[] body, Collection<Secret> secrets) {
        String text = Masking.of(
                message(body).replaceAll("\\s+", " ").strip(),
                secrets.stream().map(Secret::value).toList());
        return text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "...";
    }

    private static String message(byte[] body) {
        String raw = new String(body, 0, Math.min(body.length, 16_384), StandardCharsets.UTF_8);
        try {
            JsonNode root = JSON.readTree(body);
            for (String pointer : EXPLANATIONS) {
                JsonNode found = root.at(pointer);
                if (found.isTextual()) {
                    return found.textValue();
                }
            }
            return root.isTextual() ? root.textValue() : raw;
        } catch (IOException e) {
            // An HTML page of a proxy says nothing to a user.
            return raw.stripLeading().startsWith("<") ? "" : raw;
        }
    }
}
