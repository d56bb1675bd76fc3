package dev.graphiti.migrator.source.file;

import dev.graphiti.migrator.source.PassedOver;
import dev.graphiti.migrator.source.PassedOver.Reason;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Counts the files and folders that are found and not read; one that is found on two ways counts once. */
public final class PassedOverFiles {
    private static final int EXAMPLES = 3;

    private final Map<String, Map<Reason, Set<String>>> names = new LinkedHashMap<>();

    /**
     * Counts one.
     *
     * @param name as the user would write it
     */
    public void add(String collection, Reason reason, String name) {
        names.computeIfAbsent(collection, any -> new LinkedHashMap<>())
                .computeIfAbsent(reason, any -> new LinkedHashSet<>())
                .add(reason.isFolder() ? name + "/" : name);
    }

    public void addAll(PassedOverFiles others) {
        others.names.forEach((collection, reasons) ->
                reasons.forEach((reason, more) -> names.computeIfAbsent(collection, any -> new LinkedHashMap<>())
                        .computeIfAbsent(reason, any -> new LinkedHashSet<>())
                        .addAll(more)));
    }

    /** In the order in which they were found. */
    public List<PassedOver> all() {
        return names.entrySet().stream()
                .flatMap(collection -> collection.getValue().entrySet().stream()
                        .map(reason -> of(collection.getKey(), reason.getKey(), reason.getValue())))
                .toList();
    }

    private static PassedOver of(String collection, Reason reason, Set<String> names) {
        return new PassedOver(
                collection, reason, names.size(), names.stream().limit(EXAMPLES).toList());
    }
}
