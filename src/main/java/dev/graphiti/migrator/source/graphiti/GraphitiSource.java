package dev.graphiti.migrator.source.graphiti;

import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;
import dev.graphiti.migrator.source.ReaderContext;
import dev.graphiti.migrator.source.RecordReader;
import dev.graphiti.migrator.source.RecordSource;
import dev.graphiti.migrator.source.SourceCount;
import dev.graphiti.migrator.source.SourceSplit;
import dev.graphiti.migrator.source.SplitOpener;
import dev.graphiti.migrator.source.bolt.GraphReading;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/** Nodes before edges, so that few edges wait. */
record GraphitiSource(GraphReading reading, GraphitiView view) implements RecordSource {
    private static final String MISSING_GROUPS = """
            UNWIND $groups AS name WITH name
            WHERE NOT EXISTS { MATCH (n:Entity|Episodic|Community|Saga) WHERE n.group_id = name } RETURN name
            """;

    @Override
    public List<SourceSplit> splits() {
        List<SourceSplit> splits = reading.plan(planner -> {
            requireGroups(planner);
            return Stream.concat(planner.nodes().stream(), planner.relationships().stream())
                    .toList();
        });
        if (splits.isEmpty()) {
            throw new MigratorException(
                    Fault.SOURCE,
                    "The database '%s' at %s contains no Graphiti graph, or none of source.groups."
                            .formatted(
                                    reading.connection().database(),
                                    reading.connection().uri()));
        }
        return splits;
    }

    /** One that is misspelled among others would be left out without a word. */
    private void requireGroups(GraphReading.Planner planner) {
        List<String> missing = planner.ask(MISSING_GROUPS).stream()
                .map(row -> row.get("name").asString())
                .toList();
        if (!missing.isEmpty()) {
            throw new MigratorException(
                    Fault.SOURCE,
                    "The database '%s' at %s contains no group '%s'; correct source.groups."
                            .formatted(
                                    reading.connection().database(),
                                    reading.connection().uri(),
                                    missing.get(0)));
        }
    }

    @Override
    public RecordReader open(SourceSplit split, String position) throws IOException {
        return reading.open(split, position);
    }

    @Override
    public List<SourceCount> counts(List<SourceSplit> splits) throws IOException {
        return reading.counts(planner -> view.countsOfNodes(), planner -> view.countsOfRelationships());
    }

    @Override
    public SplitOpener opener(ReaderContext context) {
        return reading.opener();
    }
}
