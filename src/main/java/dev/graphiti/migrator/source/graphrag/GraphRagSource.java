package dev.graphiti.migrator.source.graphrag;

import dev.graphiti.migrator.source.RecordReader;
import dev.graphiti.migrator.source.RecordSource;
import dev.graphiti.migrator.source.RowCounts;
import dev.graphiti.migrator.source.SourceCount;
import dev.graphiti.migrator.source.SourceSplit;
import dev.graphiti.migrator.source.Survey;
import dev.graphiti.migrator.source.file.WorkingFolder;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads what the options name, piece by piece. */
record GraphRagSource(GraphRagSourceOptions options, TableFiles files, WorkingFolder here) implements RecordSource {
    @Override
    public List<SourceSplit> splits() throws IOException {
        return survey().splits();
    }

    @Override
    public Survey survey() throws IOException {
        return new GraphRagPlan(options, files, here).make();
    }

    /** The rows of the tables, each of which is a record. */
    @Override
    public List<SourceCount> counts(List<SourceSplit> splits) {
        Map<String, String> tables = new TreeMap<>();
        splits.forEach(split -> tables.put(GraphRagSplit.parse(split.spec()).file(), split.collection()));
        return RowCounts.of(
                tables,
                table -> files.shapeOf(table).groups().stream()
                        .mapToLong(TableFiles.Group::rows)
                        .sum());
    }

    @Override
    public RecordReader open(SourceSplit split, String position) throws IOException {
        return new GraphRagReader(split, position.equals(SourceSplit.START) ? 0 : Long.parseLong(position), files);
    }
}
