package dev.graphiti.migrator.openai;

import dev.graphiti.migrator.client.HttpOptions;
import dev.graphiti.migrator.client.JdkExchange;
import dev.graphiti.migrator.client.ResponseClassifier;
import dev.graphiti.migrator.client.Timing;
import dev.graphiti.migrator.client.stack.CallListener;
import dev.graphiti.migrator.client.stack.Codec;
import dev.graphiti.migrator.client.stack.OutboundClient;
import dev.graphiti.migrator.client.stack.RetryPolicy;
import dev.graphiti.migrator.config.Secret;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A server with OpenAI's API, for any of its endpoints.
 *
 * @param section of the configuration, which messages refer to
 * @param giveUpAfter how long a request is repeated
 */
public record OpenAiServer(
        String section,
        String baseUrl,
        String model,
        @Nullable Secret key,
        Duration timeout,
        Duration giveUpAfter) {
    /** More attempts do not help a server whose answers have been unreadable so often. */
    private static final int UNREADABLE_ANSWERS = 3;

    /** The address of an endpoint, for instance {@code /embeddings}. */
    public URI url(String path) {
        return URI.create(baseUrl.replaceAll("/+$", "") + path);
    }

    /**
     * A client of one endpoint, which repeats its requests.
     *
     * @param timing is not closed with the client
     */
    public <Q, A> OutboundClient<Q, A> client(Codec<Q, A> codec, CallListener<Q, A> listener, Timing timing) {
        JdkExchange network = new JdkExchange(
                HttpOptions.withTimeouts(timeout, giveUpAfter),
                headers(),
                timing,
                "graphiti-migrator-" + section + "-http");
        ResponseClassifier classifier = new OpenAiClassifier(this, InstantSource.system());
        return OutboundClient.http(network, classifier, codec, listener, timing)
                .retried(new RetryPolicy(giveUpAfter, section + ".give-up-after").readingAtMost(UNREADABLE_ANSWERS));
    }

    private Map<String, Secret> headers() {
        return key == null || key.value().isBlank()
                ? Map.of()
                : Map.of("Authorization", new Secret("Bearer " + key.value()));
    }

    List<Secret> secrets() {
        return key == null ? List.of() : List.of(key);
    }
}
