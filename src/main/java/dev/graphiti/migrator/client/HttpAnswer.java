package dev.graphiti.migrator.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.graphiti.migrator.config.Secret;
import dev.graphiti.migrator.text.Masking;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** As much of an HTTP answer as decides what to do with it. */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record HttpAnswer(int status, @Nullable String retryAfter, byte[] body) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_QUOTE = 200;
    private static final List<String> EXPLANATIONS =
            List.of("/error/message", "/error/0/message", "/error", "/message", "/detail");

    static HttpAnswer of(HttpResponse<byte[]> response) {
        return new HttpAnswer(
                response.statusCode(),
                response.headers().firstValue("retry-after").orElse(null),
                response.body());
    }

    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** The server's explanation of an error as the end of a sentence, short and without secrets; empty if there is none. */
    public String explanation(Collection<Secret> secrets) {
        String text = Masking.of(
                message().replaceAll("\\s+", " ").strip(),
                secrets.stream().map(Secret::value).toList());
        if (text.isEmpty()) {
            return "";
        }
        return " and says: " + (text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "...");
    }

    private String message() {
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
