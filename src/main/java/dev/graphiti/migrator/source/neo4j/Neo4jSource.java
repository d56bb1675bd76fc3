package dev.graphiti.migrator.source.neo4j;

import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;
import dev.graphiti.migrator.source.ReaderContext;
import dev.graphiti.migrator.source.RecordReader;
import dev.graphiti.migrator.source.RecordSource;
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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Nodes before relationships, so that few facts wait for their ends. */
record Neo4jSource(GraphReading reading, PropertyGraphView view) implements RecordSource {
    private static final Logger LOG = LoggerFactory.getLogger(Neo4jSource.class);

    @Override
    public List<SourceSplit> splits() {
        List<SourceSplit> splits = reading.plan(this::plan);
        if (splits.isEmpty()) {
            throw new MigratorException(
                    Fault.SOURCE,
                    "The database '%s' at %s holds nothing of what source.nodes and source.relationships name."
                            .formatted(
                                    reading.address().database(),
                                    reading.address().uri()));
        }
        if (view.nodes().stream().anyMatch(set -> set.key() == null)) {
            LOG.warn(
                    "Nodes without a key are told apart by Neo4j's element ids: a copy or a restored backup of the database"
                            + " has others, and migrating that would make its nodes a second time; name a key in source.nodes");
        }
        return splits;
    }

    private List<SourceSplit> plan(GraphReading.Planner planner) {
        requireLabelsAndTypesApart(planner);
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

    /** A mapping is chosen by the collection alone, and a node's makes no sense for a relationship. */
    private void requireLabelsAndTypesApart(GraphReading.Planner planner) {
        Set<String> ofNodes = new HashSet<>();
        for (var row : planner.ask("CALL db.labels() YIELD label RETURN label")) {
            String label = row.get("label").asString();
            String collection = named(label);
            ofNodes.add(collection == null ? label : collection);
        }
        for (RelationshipSet set : view.relationships()) {
            for (var row : planner.ask("CALL db.relationshipTypes() YIELD relationshipType RETURN relationshipType")) {
                String type = row.get(0).asString();
                String collection = set.collection() == null ? type : set.collection();
                if ((set.isForAny() || set.type().equals(type)) && ofNodes.contains(collection)) {
                    throw new MigratorException(
                            Fault.SOURCE,
                            "'%s' would be the collection of nodes and of relationships alike; give one of them another with collection, in source.nodes or source.relationships."
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
    public SplitOpener opener(ReaderContext context) {
        return reading.opener();
    }
}
