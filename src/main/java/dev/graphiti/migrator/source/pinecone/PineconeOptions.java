package dev.graphiti.migrator.source.pinecone;

import dev.graphiti.migrator.client.HttpOptions;
import dev.graphiti.migrator.config.Secret;
import dev.graphiti.migrator.config.Setting;
import dev.graphiti.migrator.config.Variant;
import dev.graphiti.migrator.source.RecordSource;
import dev.graphiti.migrator.source.file.WorkingFolder;
import dev.graphiti.migrator.source.flink.SourceOptions;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which index of Pinecone to read, and how fast. */
@Variant(
        value = "pinecone",
        description = "A Pinecone index, classic or document, read by listing ids and fetching the records.")
public record PineconeOptions(
        @Setting(value = "A key with permission to read the index.", example = "${PINECONE_API_KEY}") @Nullable
        Secret apiKey,

        @Setting(value = "The name of the index. Required unless host is set.", example = "articles") @Nullable
        String index,

        @Setting(
                value = "The host of the index, which skips the lookup by name: for private endpoints and"
                        + " emulators. May begin with http://.",
                example = "articles-abc1234.svc.aped-4627-b74a.pinecone.io")
        @Nullable
        String host,

        @Setting(value = "The address for the lookup of indexes by name.", defaultValue = "https://api.pinecone.io")
        String controlUrl,

        @Setting(value = "The kind of the index.", defaultValue = "classic")
        IndexKind kind,

        @Setting(
                value = "The requested version of the API. If omitted, 2025-10, or 2026-07 for document indexes.",
                example = "2025-10")
        @Nullable
        String apiVersion,

        @Setting(value = "The namespaces to read. If omitted, all. The default namespace is `__default__`.")
        List<String> namespaces,

        @Setting(
                value = "Reads only ids that begin with one of these prefixes, with one split for each. If omitted,"
                        + " all ids are read, and large namespaces are split by the prefixes of their ids.")
        List<String> prefixes,

        @Setting(
                value = "Files with ids to read instead of listing them, by namespace; one id on each line. For pod"
                        + " indexes, which cannot be listed.")
        Map<String, String> idFiles,

        @Setting(
                value = "The collection of all records, which selects the mapping. If omitted, the collection of a"
                        + " record is its namespace.",
                example = "articles")
        @Nullable
        String collection,

        @Setting(
                value = "A namespace with more records is split by id prefixes.",
                defaultValue = "50000",
                min = "1",
                max = "1000000000")
        int splitSize,

        @Setting(
                value = "Ids per fetch, at most 1000; fewer if the URL would become too long.",
                defaultValue = "100",
                min = "1",
                max = "1000")
        int fetchSize,

        @Setting(
                value = "Splits that a subtask reads in parallel. The ids of a split are listed page by page, so a"
                        + " single split cannot use the whole quota.",
                defaultValue = "16",
                min = "1",
                max = "64")
        int splitsAtOnce,

        @Setting(
                value = "Requests per second and index for pages of ids, shared by all subtasks; temporarily"
                        + " reduced if Pinecone throttles requests.",
                defaultValue = "200",
                min = "0.1",
                max = "100000")
        double listRate,

        @Setting(
                value = "Requests per second and index for records, shared by all subtasks.",
                defaultValue = "100",
                min = "0.1",
                max = "100000")
        double fetchRate,

        @Setting(
                value = "Maximum number of read units per second for all requests. If omitted, there is no limit.",
                example = "1000",
                min = "1",
                max = "1000000")
        @Nullable
        Double readUnitRate,

        @Setting("HTTP settings for Pinecone.") HttpOptions http)
        implements SourceOptions {
    private static final Pattern VERSION = Pattern.compile("[0-9]{4}-[0-9]{2}(\\.[a-z]+)?");

    public PineconeOptions {
        namespaces = List.copyOf(namespaces);
        prefixes = List.copyOf(prefixes);
        idFiles = Map.copyOf(idFiles);
        if (isBlank(index) && isBlank(host)) {
            throw new IllegalArgumentException("index is missing; name the index to read, or its host");
        }
        if (apiVersion != null && !VERSION.matcher(apiVersion).matches()) {
            throw new IllegalArgumentException("api-version must be like 2025-10, got '" + apiVersion + "'");
        }
        if (host != null) {
            checkUrl("host", url(host));
        }
        checkUrl("control-url", url(controlUrl));
        if (!prefixes.isEmpty() && !idFiles.isEmpty()) {
            throw new IllegalArgumentException("prefixes and id-files exclude each other; keep one");
        }
    }

    /** All defaults. */
    static PineconeOptions of(String host, Secret key) {
        return new PineconeOptions(
                key,
                null,
                host,
                "https://api.pinecone.io",
                IndexKind.CLASSIC,
                null,
                List.of(),
                List.of(),
                Map.of(),
                null,
                50_000,
                100,
                16,
                200,
                100,
                null,
                HttpOptions.DEFAULT);
    }

    private static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }

    /** The address of a host that may come without a scheme. */
    static URI url(String host) {
        String stripped = host.replaceAll("/+$", "");
        return URI.create(stripped.contains("://") ? stripped : "https://" + stripped);
    }

    private static void checkUrl(String key, URI url) {
        boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
        if (!http || url.getHost() == null || url.getUserInfo() != null || url.getQuery() != null) {
            throw new IllegalArgumentException(key + " must be a host, or of the form https://host");
        }
    }

    String version() {
        return apiVersion == null ? kind.defaultVersion() : apiVersion;
    }

    /** What messages call the index. */
    String name() {
        return isBlank(index) ? "at " + host : "'" + index + "'";
    }

    @Override
    public RecordSource source() {
        return new PineconeSource(this, WorkingFolder.current());
    }

    /** What the records of a namespace are called. */
    String collectionOf(String namespace) {
        return collection == null ? namespace : collection;
    }
}
