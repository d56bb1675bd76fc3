package dev.graphiti.migrator.graph.schema;

import dev.graphiti.migrator.graph.schema.SchemaCatalog.Entry;
import dev.graphiti.migrator.graph.schema.SchemaCatalog.ObjectType;
import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What a graph lacks of the {@link SchemaCatalog}: steps in order, each with the way back. A pure function. */
public record SchemaPlan(List<Step> steps) {

    /**
     * One step.
     *
     * @param what one line for a person
     * @param up Cypher that does it, a statement a transaction
     * @param down Cypher that undoes it
     */
    public record Step(String what, List<String> up, List<String> down) {}

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
                steps.add(tighten(entry, same.get()));
            }
        }
        return new SchemaPlan(steps);
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
                "create %s %s on %s(%s)"
                        .formatted(what, entry.name(), entry.on(), String.join(", ", entry.properties())),
                List.of(entry.create()),
                List.of(entry.drop()));
    }

    /** Neo4j makes no constraint where a plain index is, so that one goes first, and comes back under its own name. */
    private static Step tighten(Entry entry, Existing plain) {
        return new Step(
                "replace index %s on %s(uuid) by a uniqueness constraint".formatted(plain.name(), entry.on()),
                List.of("DROP INDEX " + quoted(plain.name()), entry.create()),
                List.of(
                        entry.drop(),
                        entry.createIndex(plain.name().equals(entry.name()) ? entry.name() : quoted(plain.name()))));
    }

    /** The name comes from the server; nobody promises that it is harmless. */
    private static String quoted(String name) {
        return "`" + name.replace("`", "``") + "`";
    }

    public boolean isEmpty() {
        return steps.isEmpty();
    }
}
