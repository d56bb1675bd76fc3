package dev.graphiti.migrator.source.pinecone;

import com.fasterxml.jackson.databind.JsonNode;
import dev.graphiti.migrator.client.HttpFailure;
import dev.graphiti.migrator.client.HttpFailure.Kind;
import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;
import dev.graphiti.migrator.source.SourceSplit;
import dev.graphiti.migrator.source.file.WorkingFolder;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds the namespaces and cuts the large ones by the prefixes of their ids. */
final class PineconePlan {
    private static final String POD_INDEX =
            "index %s cannot be listed%s: Pinecone lists the ids of serverless indexes only; name files with the ids in"
                    + " source.id-files, or turn the pod index into a collection and that into a serverless index, and read"
                    + " that one";

    private final PineconeOptions options;
    private final PineconeClient client;
    private final WorkingFolder here;
    private final List<SourceSplit> splits = new ArrayList<>();

    /** The field of metadata of which an index with integrated embedding makes its vectors. */
    private @Nullable String textField;

    PineconePlan(PineconeOptions options, PineconeClient client, WorkingFolder here) {
        this.options = options;
        this.client = client;
        this.here = here;
    }

    List<SourceSplit> make() throws IOException {
        URI host = host();
        if (!options.idFiles().isEmpty()) {
            planFiles(host);
        } else {
            List<Namespace> namespaces = chosen(options.namespaces(), "namespaces", client.namespaces(host));
            checkListing(host, Collections.max(namespaces, Comparator.comparingLong(Namespace::records)));
            for (Namespace namespace : namespaces) {
                plan(host, counted(host, namespace));
            }
        }
        if (splits.isEmpty()) {
            throw empty();
        }
        return List.copyOf(splits);
    }

    private MigratorException empty() {
        return new MigratorException(
                Fault.SOURCE, "index %s holds no records, so there is nothing to migrate".formatted(options.name()));
    }

    private URI host() throws IOException {
        String given = options.host();
        if (given != null) {
            return PineconeOptions.url(given);
        }
        String index = String.valueOf(options.index());
        JsonNode description = client.describe(index);
        checkKind(description);
        boolean pod = description.path("spec").has("pod")
                || description.path("deployment").has("pod");
        if (pod && options.idFiles().isEmpty()) {
            throw new MigratorException(Fault.SOURCE, POD_INDEX.formatted(options.name(), ", since it is a pod index"));
        }
        textField = description.at("/embed/field_map/text").textValue();
        return PineconeOptions.url(description.path("host").asText());
    }

    private void checkKind(JsonNode description) {
        boolean documents = description.path("schema").path("fields").isObject();
        if (documents != (options.kind() == IndexKind.DOCUMENTS)) {
            throw new MigratorException(
                    Fault.CONFIGURATION,
                    "index %s is a %s index; set source.kind to %s"
                            .formatted(
                                    options.name(),
                                    documents ? "document" : "classic",
                                    documents ? "documents" : "classic"));
        }
    }

    /** Those that are wanted under a key, or all. */
    private List<Namespace> chosen(Collection<String> wanted, String key, List<Namespace> found) {
        Map<String, Namespace> byName = new TreeMap<>();
        found.forEach(each -> byName.put(each.name(), each));
        for (String name : wanted) {
            if (!byName.containsKey(name)) {
                throw new MigratorException(
                        Fault.SOURCE,
                        "index %s has no namespace '%s', only: %s; correct source.%s"
                                .formatted(
                                        options.name(),
                                        name,
                                        byName.keySet().stream().limit(10).collect(Collectors.joining(", ")),
                                        key));
            }
        }
        if (byName.isEmpty()) {
            throw empty();
        }
        return wanted.isEmpty()
                ? List.copyOf(byName.values())
                : wanted.stream().distinct().map(byName::get).toList();
    }

    /** Counts lag behind what is written, so one of nothing is looked into; it may be one that was just deleted. */
    private Namespace counted(URI host, Namespace namespace) throws IOException {
        if (namespace.records() > 0) {
            return namespace;
        }
        try {
            IdPage first = HttpFailure.await(client.firstIds(host, namespace.name(), ""));
            return new Namespace(
                    namespace.name(), first.next() == null ? first.ids().size() : options.splitSize());
        } catch (HttpFailure e) {
            if (e.kind() == Kind.NOT_FOUND) {
                return namespace;
            }
            throw PineconeClient.mendable(e);
        }
    }

    /** A pod index whose host was given refuses this; better now than in the job. */
    private void checkListing(URI host, Namespace namespace) throws IOException {
        try {
            HttpFailure.await(client.list(host, namespace.name(), "", null));
        } catch (HttpFailure e) {
            if (e.kind() == Kind.REFUSED || e.kind() == Kind.NOT_FOUND) {
                throw new MigratorException(
                        Fault.SOURCE, POD_INDEX.formatted(options.name(), " (" + e.sentence() + ")"), e);
            }
            throw PineconeClient.mendable(e);
        }
    }

    private void plan(URI host, Namespace namespace) throws IOException {
        if (namespace.records() == 0) {
            return;
        }
        List<PrefixSearch.Part> parts = options.prefixes().isEmpty()
                ? new PrefixSearch(client, host, options.splitSize()).split(namespace)
                : prefixes(host, namespace);
        for (PrefixSearch.Part part : parts) {
            splits.add(part.split().withText(textField).split(options.collectionOf(namespace.name()), part.records()));
        }
    }

    /** One that begins with another is in it already. */
    private List<PrefixSearch.Part> prefixes(URI host, Namespace namespace) {
        List<String> distinct = options.prefixes().stream()
                .filter(prefix -> options.prefixes().stream()
                        .noneMatch(other -> !other.equals(prefix) && prefix.startsWith(other)))
                .distinct()
                .sorted(Comparator.naturalOrder())
                .toList();
        long each = Math.max(1, namespace.records() / distinct.size());
        return distinct.stream()
                .map(prefix ->
                        new PrefixSearch.Part(PineconeSplit.ofPrefix(host, namespace.name(), prefix), each, null))
                .toList();
    }

    private void planFiles(URI host) throws IOException {
        chosen(new TreeSet<>(options.idFiles().keySet()), "id-files", client.namespaces(host));
        for (Map.Entry<String, String> entry : new TreeMap<>(options.idFiles()).entrySet()) {
            String path = here.absolute(entry.getValue());
            IdFile file = new IdFile(path, options.splitSize());
            for (IdFile.Piece piece : file.pieces()) {
                PineconeSplit split = PineconeSplit.ofFile(host, entry.getKey(), path, piece.start(), piece.end());
                splits.add(split.withText(textField).split(options.collectionOf(entry.getKey()), piece.ids()));
            }
        }
    }
}
