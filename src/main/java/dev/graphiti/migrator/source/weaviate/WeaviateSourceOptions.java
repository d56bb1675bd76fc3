package dev.graphiti.migrator.source.weaviate;

import dev.graphiti.migrator.client.HttpOptions;
import dev.graphiti.migrator.config.Secret;
import dev.graphiti.migrator.config.Setting;
import dev.graphiti.migrator.config.Variant;
import dev.graphiti.migrator.source.RecordSource;
import dev.graphiti.migrator.source.flink.SourceOptions;
import dev.graphiti.migrator.source.weaviate.object.Blobs;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What to read from a Weaviate server, and how. */
@Variant(value = "weaviate", description = "The objects of a Weaviate server, through its REST interface.")
public record WeaviateSourceOptions(
        @Setting(value = "The address of the server; /v1 is appended.", example = "https://weaviate.example.com")
        String url,

        @Setting(value = "The key, sent as bearer token. If omitted, no key is sent.", example = "${WEAVIATE_API_KEY}")
        @Nullable
        Secret apiKey,

        @Setting("The classes to read. If omitted, all classes of the schema.")
        List<WeaviateCollection> collections,

        @Setting(
                value = "What to do with tenants that are not active: a dead letter for each, a failure before"
                        + " anything is read, or skip them with a message at the start.",
                defaultValue = "dead-letter")
        InactiveTenants inactiveTenants,

        @Setting(value = "Properties of the type blob.", defaultValue = "leave-out")
        Blobs blobs,

        @Setting(
                value = "Objects per request. It must not exceed the server's QUERY_MAXIMUM_RESULTS, which is 10000"
                        + " by default.",
                defaultValue = "200",
                min = "1",
                max = "10000")
        int pageSize,

        @Setting(
                value = "A class or tenant with more objects is divided into ranges of ids of about this size.",
                defaultValue = "20000",
                min = "1",
                max = "1000000000")
        int splitSize,

        @Setting(
                value = "The number of ranges that a subtask reads in parallel, each with one request in flight.",
                defaultValue = "4",
                min = "1",
                max = "64")
        int concurrency,

        @Setting(
                value = "Maximum number of requests per second for all subtasks; temporarily reduced if the server"
                        + " throttles requests. If omitted, there is no limit.",
                example = "50",
                min = "1",
                max = "100000")
        @Nullable
        Integer requestsPerSecond,

        @Setting("HTTP settings for the server.") HttpOptions http)
        implements SourceOptions {
    public WeaviateSourceOptions {
        collections = List.copyOf(collections);
        URI address = URI.create(url);
        check(
                address.getHost() != null && Set.of("http", "https").contains(String.valueOf(address.getScheme())),
                "url must be of the form https://host:port");
        check(
                address.getUserInfo() == null && address.getQuery() == null,
                "url must hold neither a password nor a query; use api-key");
        Set<String> names = new HashSet<>();
        for (WeaviateCollection each : collections) {
            check(names.add(each.name()), "collections names the class %s twice".formatted(each.name()));
        }
    }

    private static void check(boolean right, String otherwise) {
        if (!right) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /** All classes of a server, with all defaults. */
    public static WeaviateSourceOptions of(String url) {
        return new WeaviateSourceOptions(
                url,
                null,
                List.of(),
                InactiveTenants.DEAD_LETTER,
                Blobs.LEAVE_OUT,
                200,
                20_000,
                4,
                null,
                HttpOptions.DEFAULT);
    }

    @Override
    public RecordSource source() {
        return new WeaviateSource(this);
    }

    /** The named vector that is the record's, where one is configured. */
    @Nullable
    String vectorOf(String className) {
        for (WeaviateCollection each : collections) {
            if (each.name().equals(className)) {
                return each.vector();
            }
        }
        return null;
    }

    /** The start of all addresses. */
    String base() {
        return url.replaceAll("/+$", "") + "/v1";
    }
}
