package dev.graphiti.migrator.source.weaviate.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.graphiti.migrator.client.Exchange;
import dev.graphiti.migrator.client.HttpAnswer;
import dev.graphiti.migrator.client.HttpCall;
import dev.graphiti.migrator.client.HttpFailure;
import dev.graphiti.migrator.client.HttpFailure.Kind;
import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/**
 * The requests that reading needs; none of them changes anything. What the server refuses is an {@link HttpFailure},
 * what it answers against its own contract a {@link MigratorException}.
 */
public record WeaviateApi(Exchange<HttpCall, HttpAnswer> exchange, String base) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Whose objects are meant; the tenant is empty where the class has none. */
    public record Scope(String className, String tenant) {
        private String query() {
            return "class=" + encoded(className) + (tenant.isEmpty() ? "" : "&tenant=" + encoded(tenant));
        }
    }

    /** All classes, in the server's order. */
    public List<ClassSchema> classes() throws IOException {
        List<ClassSchema> classes = new ArrayList<>();
        list(json("/schema").path("classes"), "/schema").forEach(each -> classes.add(ClassSchema.of(each)));
        return classes;
    }

    public Optional<ClassSchema> find(String className) throws IOException {
        try {
            String path = "/schema/" + encoded(className);
            JsonNode found = json(path);
            if (!found.has("class")) {
                throw senseless(path, new IOException("it contains no class"));
            }
            return Optional.of(ClassSchema.of(found));
        } catch (HttpFailure e) {
            if (e.kind() == Kind.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** All tenants of a class, with their states. */
    public List<Tenant> tenants(String className) throws IOException {
        List<Tenant> tenants = new ArrayList<>();
        String path = "/schema/" + encoded(className) + "/tenants";
        list(json(path), path)
                .forEach(each -> tenants.add(new Tenant(
                        each.path("name").asText(), each.path("activityStatus").asText("ACTIVE"))));
        return tenants;
    }

    /** The classes that other names lead to, by these; none where the server is older than aliases, 1.32. */
    public Map<String, String> aliases() throws IOException {
        Map<String, String> classes = new TreeMap<>();
        try {
            json("/aliases")
                    .path("aliases")
                    .forEach(each -> classes.put(
                            each.path("alias").asText(), each.path("class").asText()));
        } catch (HttpFailure e) {
            if (e.kind() != Kind.NOT_FOUND && e.kind() != Kind.REFUSED && e.kind() != Kind.FORBIDDEN) {
                throw e;
            }
        }
        return classes;
    }

    /** How many objects there are. */
    public long count(Scope scope) throws IOException {
        String tenant =
                scope.tenant().isEmpty() ? "" : "(tenant: %s)".formatted(JSON.writeValueAsString(scope.tenant()));
        String aggregate = "{ Aggregate { %s%s { meta { count } } } }".formatted(scope.className(), tenant);
        byte[] query = JSON.writeValueAsBytes(Map.of("query", aggregate));
        JsonNode answer = json(await(send(HttpCall.post(uri("/graphql"), query))), "/graphql");
        JsonNode count = answer.at("/data/Aggregate/%s/0/meta/count".formatted(scope.className()));
        if (!count.isNumber()) {
            String said = answer.at("/errors/0/message").asText();
            throw HttpFailure.of(
                    Kind.REFUSED,
                    base + "/graphql does not return the number of objects of a class"
                            + (said.isEmpty() ? "" : ": " + said));
        }
        return count.asLong();
    }

    /** About how many objects each tenant of a class has, as far as the nodes tell. */
    public Map<String, Long> tenantCounts(String className) throws IOException {
        Map<String, Long> counts = new HashMap<>();
        for (JsonNode node :
                json("/nodes/" + encoded(className) + "?output=verbose").path("nodes")) {
            for (JsonNode shard : node.path("shards")) {
                // With replicas, several nodes have it.
                counts.merge(
                        shard.path("name").asText(), shard.path("objectCount").asLong(), Math::max);
            }
        }
        return counts;
    }

    /** The answer with the objects behind an id, or from the first on. */
    public CompletableFuture<byte[]> page(Scope scope, String after, int limit) {
        return objects(scope, after, limit, "&include=vector");
    }

    /** The first ids behind an id, or from the first on. */
    public List<String> ids(Scope scope, String after, int limit) throws IOException {
        byte[] answer = await(objects(scope, after, limit, ""));
        try {
            return PageParser.parse(answer).stream().map(WeaviateObject::id).toList();
        } catch (IOException e) {
            throw senseless("/objects", e);
        }
    }

    private CompletableFuture<byte[]> objects(Scope scope, String after, int limit, String more) {
        return send(HttpCall.get(uri("/objects?%s&limit=%d&after=%s%s".formatted(scope.query(), limit, after, more))));
    }

    /** Whether there is such an object. */
    public boolean exists(Scope scope, String id) throws IOException {
        try {
            String tenant = scope.tenant().isEmpty() ? "" : "?tenant=" + encoded(scope.tenant());
            await(send(HttpCall.get(uri("/objects/" + encoded(scope.className()) + "/" + id + tenant))));
            return true;
        } catch (HttpFailure e) {
            if (e.kind() == Kind.NOT_FOUND || e.kind() == Kind.REFUSED) {
                return false;
            }
            throw e;
        }
    }

    private JsonNode json(String path) throws IOException {
        return json(await(send(HttpCall.get(uri(path)))), path);
    }

    private JsonNode json(byte[] answer, String path) {
        try {
            return JSON.readTree(answer);
        } catch (IOException e) {
            throw senseless(path, e);
        }
    }

    /** An answer that is no list is somebody else's, and must not pass for an empty one. */
    private JsonNode list(JsonNode answer, String path) {
        if (!answer.isArray()) {
            throw senseless(path, new IOException("it contains no list"));
        }
        return answer;
    }

    /** What a server that is none of Weaviate's answers. */
    public MigratorException senseless(String path, IOException why) {
        return new MigratorException(
                Fault.SOURCE,
                "%s%s does not answer as Weaviate does (%s); check source.url".formatted(base, path, firstLine(why)),
                why);
    }

    private static String firstLine(IOException why) {
        return String.valueOf(why.getMessage()).lines().findFirst().orElse("no reason");
    }

    private CompletableFuture<byte[]> send(HttpCall call) {
        return exchange.send(call).thenApply(answer -> answer.body());
    }

    private URI uri(String path) {
        return URI.create(base + path);
    }

    private static byte[] await(CompletableFuture<byte[]> answer) throws IOException {
        return HttpFailure.await(answer);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
