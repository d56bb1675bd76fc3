package dev.graphiti.migrator.graph.schema;

import dev.graphiti.migrator.graph.schema.SchemaCatalog.Entry;
import dev.graphiti.migrator.graph.schema.SchemaCatalog.ObjectType;
import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;
import dev.graphiti.migrator.text.Digests;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What a graph lacks of the {@link SchemaCatalog}: steps in order, each with the way back. A pure function. */
public record SchemaPlan(List<Step> steps) {

    /**
     * One step.
     *
     * @param object the name of the constraint or index that it makes
     * @param replaced the name of the plain index that gives way to it; empty if there is none
     * @param what one line for a person
     * @param up Cypher that does it, a statement a transaction
     * @param down Cypher that undoes it
     */
    public record Step(String object, String replaced, String what, List<String> up, List<String> down) {
        /** Of all that it does. Each part has its length in front, so that no two steps read the same. */
        String checksum() {
            StringBuilder parts = new StringBuilder();
            for (List<String> list : List.of(List.of(object, replaced), up, down)) {
                parts.append(list.size()).append(';');
                list.forEach(part -> parts.append(part.length()).append(':').append(part));
            }
            return Digests.sha256(parts.toString());
        }
    }

    /**
     * An index that a graph has.
     *
     * @param unique whether it belongs to a uniqueness constraint
     */
    record Existing(String name, String type, boolean unique, List<String> on, List<String> properties) {}

    public SchemaPlan {
        steps = List.copyOf(steps);
    }

    /** @throws MigratorException when something else bears a name that Graphiti gives to an index */
    static SchemaPlan of(Collection<Existing> existing) {
        List<Step> steps = new ArrayList<>();
        for (Entry entry : SchemaCatalog.entries()) {
            Optional<Existing> same =
                    existing.stream().filter(index -> covers(index, entry)).findFirst();
            if (same.isEmpty()) {
                requireFreeName(entry, existing);
                steps.add(create(entry));
            } else if (entry.type() == ObjectType.UNIQUE && !same.get().unique()) {
                steps.add(tighten(entry, same.get().name()));
            }
        }
        return new SchemaPlan(steps);
    }

    /** The step that this version makes for an object; empty if it knows none of this name. */
    static Optional<Step> step(String object, String replaced) {
        return SchemaCatalog.entries().stream()
                .filter(entry -> entry.name().equals(object))
                .map(entry -> replaced.isEmpty() ? create(entry) : tighten(entry, replaced))
                .findFirst();
    }

    private static boolean covers(Existing index, Entry entry) {
        String type = entry.type() == ObjectType.FULLTEXT ? "FULLTEXT" : "RANGE";
        boolean same = index.type().equals(type)
                && index.on().equals(List.of(entry.on()))
                && index.properties().equals(entry.properties());
        // Graphiti's queries call a full-text index by its name; for the others any name will do.
        return same && (entry.type() != ObjectType.FULLTEXT || index.name().equals(entry.name()));
    }

    /** With {@code IF NOT EXISTS}, Neo4j takes the name alone for the thing, does nothing and says nothing. */
    private static void requireFreeName(Entry entry, Collection<Existing> existing) {
        for (Existing index : existing) {
            if (index.name().equals(entry.name())) {
                throw new MigratorException(
                        Fault.TARGET,
                        "The target has an index '%s' on %s(%s), but Graphiti's indexes of this name are on %s(%s); drop or rename it."
                                .formatted(
                                        index.name(),
                                        String.join("|", index.on()),
                                        String.join(", ", index.properties()),
                                        entry.on(),
                                        String.join(", ", entry.properties())));
            }
        }
    }

    private static Step create(Entry entry) {
        String what = entry.type() == ObjectType.UNIQUE
                ? "constraint"
                : entry.type() == ObjectType.RANGE ? "index" : "full-text index";
        return new Step(
                entry.name(),
                "",
                "create %s %s on %s(%s)"
                        .formatted(what, entry.name(), entry.on(), String.join(", ", entry.properties())),
                List.of(entry.create()),
                List.of(entry.drop()));
    }

    /** Neo4j makes no constraint where a plain index is, so that one goes first, and comes back under its own name. */
    private static Step tighten(Entry entry, String plain) {
        return new Step(
                entry.name(),
                plain,
                "replace index %s on %s(uuid) by a uniqueness constraint".formatted(plain, entry.on()),
                List.of("DROP INDEX " + quoted(plain), entry.create()),
                List.of(entry.drop(), entry.createIndex(plain.equals(entry.name()) ? plain : quoted(plain))));
    }

    /** The name comes from the server; nobody promises that it is harmless. */
    private static String quoted(String name) {
        return "`" + name.replace("`", "``") + "`";
    }

    public boolean isEmpty() {
        return steps.isEmpty();
    }
}
