package dev.graphiti.migrator.source.pinecone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.graphiti.migrator.client.Exchange;
import dev.graphiti.migrator.client.HttpAnswer;
import dev.graphiti.migrator.client.HttpCall;
import dev.graphiti.migrator.client.HttpFailure;
import dev.graphiti.migrator.client.HttpFailure.Kind;
import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;
import dev.graphiti.migrator.source.fields.Fields;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Asks Pinecone. What is asynchronous fails with {@link HttpFailure}, what waits with what a person can mend. */
final class PineconeClient {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** An answer that is not complete three times will not be. */
    private static final int ATTEMPTS_AT_SENSE = 3;

    private final PineconeOptions options;
    private final Exchange<HttpCall, HttpAnswer> http;
    private final PineconeWire wire;

    PineconeClient(PineconeOptions options, Exchange<HttpCall, HttpAnswer> http) {
        this.options = options;
        this.http = http;
        wire = PineconeWire.of(options.kind());
    }

    PineconeWire wire() {
        return wire;
    }

    private interface Parser<T> {
        T parse(byte[] answer) throws IOException;
    }

    CompletableFuture<IdPage> list(URI host, String namespace, String prefix, @Nullable String token) {
        return ask(wire.list(host, namespace, prefix, token), wire::page, 1);
    }

    /** The first page with an id, or the last one of a list without ids. */
    CompletableFuture<IdPage> firstIds(URI host, String namespace, String prefix) {
        PageTokens tokens = new PageTokens("the list of ids of %s* in namespace '%s'".formatted(prefix, namespace));
        return firstIds(token -> list(host, namespace, prefix, token), null, tokens);
    }

    private static CompletableFuture<IdPage> firstIds(IdListing listing, @Nullable String token, PageTokens tokens) {
        return listing.page(token).thenCompose(page -> {
            String next = page.next();
            return next == null || !page.ids().isEmpty()
                    ? CompletableFuture.completedFuture(page)
                    : firstIds(listing, tokens.checked(next), tokens);
        });
    }

    CompletableFuture<Map<String, Fields>> fetch(URI host, String namespace, List<String> ids) {
        return ask(wire.fetch(host, namespace, ids), answer -> wire.records(answer, namespace), 1);
    }

    private <T> CompletableFuture<T> ask(HttpCall call, Parser<T> parser, int attempt) {
        return http.send(call).thenCompose(answer -> {
            try {
                return CompletableFuture.completedFuture(parser.parse(answer.body()));
            } catch (IOException e) {
                if (attempt < ATTEMPTS_AT_SENSE) {
                    return ask(call, parser, attempt + 1);
                }
                String sentence =
                        "the answer of %s is truncated, or not from Pinecone (tried %d times); check source.host and the proxy"
                                .formatted(call.address(), attempt);
                return CompletableFuture.failedFuture(HttpFailure.of(Kind.GAVE_UP, sentence));
            }
        });
    }

    /** What Pinecone knows of the index. */
    JsonNode describe(String index) throws IOException {
        URI url = URI.create(PineconeOptions.url(options.controlUrl()) + "/indexes/" + PineconeWire.encoded(index));
        try {
            return wait(HttpCall.get(url), "name");
        } catch (HttpFailure e) {
            if (e.kind() == Kind.NOT_FOUND) {
                throw new MigratorException(
                        Fault.SOURCE,
                        "there is no index '%s' for this key at %s; check source.index"
                                .formatted(index, options.controlUrl()),
                        e);
            }
            throw mendable(e);
        }
    }

    /** All namespaces, also of pod indexes and of versions that cannot list them. */
    List<Namespace> namespaces(URI host) throws IOException {
        try {
            List<Namespace> all = new ArrayList<>();
            PageTokens tokens = new PageTokens("the list of namespaces of %s".formatted(host));
            long total;
            String token = "";
            do {
                String query = "?limit=" + PineconeWire.PAGE
                        + (token.isEmpty() ? "" : "&paginationToken=" + PineconeWire.encoded(token));
                JsonNode page = wait(HttpCall.get(URI.create(host + "/namespaces" + query)), "namespaces");
                for (JsonNode found : page.path("namespaces")) {
                    all.add(Namespace.of(
                            found.path("name").asText(),
                            found.path("record_count")
                                    .asLong(found.path("recordCount").asLong())));
                }
                total = page.path("total_count").asLong();
                token = page.path("pagination").path("next").asText("");
            } while (!token.isEmpty() && !tokens.checked(token).isEmpty());
            return total <= all.size() ? all : withThoseOfStatistics(host, all);
        } catch (HttpFailure e) {
            if (e.kind() == Kind.NOT_FOUND || e.kind() == Kind.REFUSED) {
                return namespacesOfStatistics(host);
            }
            throw mendable(e);
        }
    }

    /** Fewer were listed than there are: the statistics name the others. */
    private List<Namespace> withThoseOfStatistics(URI host, List<Namespace> listed) throws IOException {
        Set<String> names = listed.stream().map(Namespace::name).collect(Collectors.toSet());
        List<Namespace> all = new ArrayList<>(listed);
        namespacesOfStatistics(host).stream()
                .filter(each -> !names.contains(each.name()))
                .forEach(all::add);
        return all;
    }

    /** Those that the statistics of the index name, with their counts. */
    List<Namespace> namespacesOfStatistics(URI host) throws IOException {
        JsonNode stats;
        try {
            stats = wait(
                    HttpCall.post(URI.create(host + "/describe_index_stats"), new byte[] {'{', '}'}), "namespaces");
        } catch (HttpFailure e) {
            throw mendable(e);
        }
        List<Namespace> all = new ArrayList<>();
        stats.path("namespaces")
                .properties()
                .forEach(entry -> all.add(Namespace.of(
                        entry.getKey(),
                        entry.getValue()
                                .path("vectorCount")
                                .asLong(entry.getValue().path("vector_count").asLong()))));
        return all;
    }

    private JsonNode wait(HttpCall call, String key) throws IOException {
        Parser<JsonNode> parser = body -> {
            JsonNode answer = JSON.readTree(body);
            if (!answer.has(key)) {
                throw new IOException("the answer has no " + key);
            }
            return answer;
        };
        return HttpFailure.await(ask(call, parser, 1));
    }

    /** The same for what was asked asynchronously. */
    static <T> T wait(CompletableFuture<T> answer) throws IOException {
        try {
            return HttpFailure.await(answer);
        } catch (HttpFailure e) {
            throw mendable(e);
        }
    }

    /** Whether the namespace is there; one that is not has no ids, or is answered 404, and is in no list. */
    boolean isThere(URI host, String namespace) throws IOException {
        try {
            if (!HttpFailure.await(firstIds(host, namespace, "")).ids().isEmpty()) {
                return true;
            }
        } catch (HttpFailure e) {
            if (e.kind() != Kind.NOT_FOUND && e.kind() != Kind.REFUSED) {
                throw mendable(e);
            }
        }
        return namespaces(host).stream().anyMatch(each -> each.name().equals(namespace));
    }

    /** What a person can mend, or wait for. */
    static MigratorException mendable(HttpFailure failure) {
        return new MigratorException(Fault.SOURCE, failure.sentence(), failure);
    }
}
