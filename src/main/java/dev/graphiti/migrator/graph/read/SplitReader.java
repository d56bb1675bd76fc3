package dev.graphiti.migrator.graph.read;

import dev.graphiti.migrator.graph.Target;
import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Result;
import org.neo4j.driver.Session;
import org.neo4j.driver.exceptions.Neo4jException;

/**
 * The elements of one split, a page at a time. A page begins after an element, which is named by its uuid and among those
 * with the same uuid by its element id; so any number of elements may have one uuid.
 */
public final class SplitReader {
    /** How many bytes of elements make a page full before their number does. */
    private static final long BYTES = 8 << 20;

    /** How many rows are sent before they are taken: few, since they are held in memory whatever their size is. */
    private static final int AHEAD = 100;

    private final GraphReader reader;
    private final ElementSplit split;
    private final boolean someGroups;

    private String uuid;
    private String id = "";
    private List<StoredElement> page = List.of();
    private int index;
    private boolean ended;

    SplitReader(GraphReader reader, ElementSplit split) {
        this.reader = reader;
        this.split = split;
        this.someGroups = !reader.groups().isEmpty();
        this.uuid = split.from() == null ? "" : split.from();
    }

    /** The next element; null after the last one. */
    public @Nullable StoredElement next() {
        while (index == page.size()) {
            if (ended) {
                return null;
            }
            load();
        }
        return page.get(index++);
    }

    private void load() {
        Page loaded = split.from() == null
                ? ask(ReadStatements.withoutUuid(split.kind(), someGroups))
                : ask(ReadStatements.ofOneUuid(split.kind(), someGroups));
        if (split.from() != null && loaded.elements().isEmpty()) {
            loaded = ask(ReadStatements.ofLaterUuids(split.kind(), someGroups));
        }
        page = loaded.elements();
        index = 0;
        ended = loaded.isLast() || page.isEmpty();
        if (!page.isEmpty()) {
            StoredElement last = page.get(page.size() - 1);
            uuid = last.uuid();
            id = last.id();
        }
        if (ended && split.from() != null) {
            reader.requireIndex(split.kind(), " any more");
        }
    }

    private Page ask(String cypher) {
        Target target = reader.target();
        Map<String, Object> parameters =
                Map.of("uuid", uuid, "id", id, "groups", reader.groups(), "limit", reader.pageSize());
        try (Session session = target.reading(AHEAD)) {
            return session.executeRead(transaction -> page(transaction.run(cypher, parameters)));
        } catch (Neo4jException e) {
            throw target.explained(e);
        }
    }

    /** What is left of the rows is not sent. */
    private Page page(Result rows) {
        List<StoredElement> elements = new ArrayList<>();
        String previous = uuid;
        long bytes = 0;
        while (bytes < BYTES && rows.hasNext()) {
            StoredElement element = StoredValues.element(split.kind(), rows.next());
            if (split.from() != null) {
                requireOrder(previous, element.uuid());
                if (split.endsBefore(element.uuid())) {
                    return new Page(elements, true);
                }
                previous = element.uuid();
            }
            elements.add(element);
            bytes += element.size();
        }
        return new Page(elements, false);
    }

    private void requireOrder(String previous, String next) {
        if (UuidOrder.INSTANCE.compare(next, previous) < 0) {
            throw new MigratorException(
                    Fault.TARGET,
                    "Neo4j at %s returns %s '%s' after '%s', which is not the order of an index on its uuid; run 'schema apply' and try again."
                            .formatted(
                                    reader.target().options().uri(),
                                    split.kind().graphName(),
                                    next,
                                    previous));
        }
    }

    private record Page(List<StoredElement> elements, boolean isLast) {}
}
