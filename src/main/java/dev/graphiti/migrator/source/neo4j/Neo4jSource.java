package dev.graphiti.migrator.source.neo4j;

import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;
import dev.graphiti.migrator.source.ReaderContext;
import dev.graphiti.migrator.source.RecordReader;
import dev.graphiti.migrator.source.RecordSource;
import dev.graphiti.migrator.source.SourceCount;
import dev.graphiti.migrator.source.SourceSplit;
import dev.graphiti.migrator.source.SplitOpener;
import dev.graphiti.migrator.source.bolt.GraphReading;
import dev.graphiti.migrator.source.bolt.KeySet;
import dev.graphiti.migrator.source.neo4j.NodeSet.ReadBy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Nodes before relationships, so that few facts wait for their ends. */
record Neo4jSource(GraphReading reading, PropertyGraphView view) implements RecordSource {
    private static final int SHOWN = 10;
    private static final String NO_NODES =
            "The database '%s' at %s has no nodes with the label '%s', only: %s; correct source.nodes.";
    private static final String NO_RELATIONSHIPS =
            "The database '%s' at %s has no relationships of the type '%s', only: %s; correct source.relationships.";
    private static final Logger LOG = LoggerFactory.getLogger(Neo4jSource.class);

    @Override
    public List<SourceSplit> splits() {
        List<SourceSplit> splits = reading.plan(this::plan);
        if (splits.isEmpty()) {
            throw new MigratorException(
                    Fault.SOURCE,
                    ("The database '%s' at %s contains no nodes of source.nodes and no relationships of"
                                    + " source.relationships.")
                            .formatted(
                                    reading.connection().database(),
                                    reading.connection().uri()));
        }
        if (view.nodes().stream().anyMatch(set -> set.key() == null)) {
            LOG.warn("Nodes without a key are identified by Neo4j's element ids, which change in a copy or a"
                    + " restored backup of the database; migrating that would create the nodes a second time;"
                    + " name a key in source.nodes");
        }
        return splits;
    }

    private List<SourceSplit> plan(GraphReading.Planner planner) {
        List<String> labels = names(planner, "CALL db.labels() YIELD label AS name RETURN name");
        List<String> types = types(planner);
        if (labels.isEmpty() && types.isEmpty() && view.nodes().stream().noneMatch(NodeSet::isForAny)) {
            return List.of();
        }
        require(view.nodes().stream().filter(set -> !set.isForAny()).map(NodeSet::label), labels, NO_NODES);
        require(
                view.relationships().stream().filter(set -> !set.isForAny()).map(RelationshipSet::type),
                types,
                NO_RELATIONSHIPS);
        requireLabelsAndTypesApart(labels, types);
        List<SourceSplit> splits = new ArrayList<>();
        for (NodeSet set : view.nodes()) {
            if (set.readBy() == ReadBy.KEY) {
                splits.addAll(planner.byKey(new KeySet(
                        set.label(), Objects.requireNonNull(set.key(), "checked on reading"), view.conditionOf(set))));
            }
        }
        if (view.readsAnyById()) {
            splits.addAll(planner.nodes());
        }
        if (!view.relationships().isEmpty()) {
            splits.addAll(planner.relationships());
        }
        return splits;
    }

    private static List<String> types(GraphReading.Planner planner) {
        return names(planner, "CALL db.relationshipTypes() YIELD relationshipType AS name RETURN name");
    }

    private static List<String> names(GraphReading.Planner planner, String statement) {
        return planner.ask(statement).stream()
                .map(row -> row.get("name").asString())
                .sorted()
                .toList();
    }

    /** One that is misspelled among others would be left out without a word. */
    private void require(Stream<String> named, List<String> known, String sentence) {
        named.filter(name -> !known.contains(name)).findFirst().ifPresent(name -> {
            String some = known.stream().limit(SHOWN).collect(Collectors.joining(", "));
            throw new MigratorException(
                    Fault.SOURCE,
                    sentence.formatted(
                            reading.connection().database(),
                            reading.connection().uri(),
                            name,
                            some.isEmpty() ? "none" : some));
        });
    }

    /** A mapping is chosen by the collection alone, and a node's makes no sense for a relationship. */
    private void requireLabelsAndTypesApart(List<String> labels, List<String> types) {
        Set<String> ofNodes = new HashSet<>();
        for (String label : labels) {
            String collection = named(label);
            ofNodes.add(collection == null ? label : collection);
        }
        for (RelationshipSet set : view.relationships()) {
            for (String type : types) {
                String collection = set.collection() == null ? type : set.collection();
                if ((set.isForAny() || set.type().equals(type)) && ofNodes.contains(collection)) {
                    throw new MigratorException(
                            Fault.SOURCE,
                            ("'%s' would be the collection of both nodes and relationships; set another collection"
                                            + " for one of them, in source.nodes or source.relationships.")
                                    .formatted(collection));
                }
            }
        }
    }

    private @Nullable String named(String label) {
        for (NodeSet set : view.nodes()) {
            if (set.isForAny() || set.label().equals(label)) {
                return set.collection();
            }
        }
        return null;
    }

    @Override
    public RecordReader open(SourceSplit split, String position) throws IOException {
        return reading.open(split, position);
    }

    @Override
    public List<SourceCount> counts(List<SourceSplit> splits) throws IOException {
        return reading.counts(planner -> view.countsOfNodes(), planner -> view.countsOfRelationships(types(planner)));
    }

    @Override
    public SplitOpener opener(ReaderContext context) {
        return reading.opener();
    }
}
