package dev.graphiti.migrator.source.graphrag;

import dev.graphiti.migrator.source.RecordReader;
import dev.graphiti.migrator.source.RecordSource;
import dev.graphiti.migrator.source.SourceSplit;
import dev.graphiti.migrator.source.Survey;
import dev.graphiti.migrator.source.file.WorkingFolder;
import java.io.IOException;
import java.util.List;

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

    @Override
    public RecordReader open(SourceSplit split, String position) throws IOException {
        return new GraphRagReader(split, position.equals(SourceSplit.START) ? 0 : Long.parseLong(position), files);
    }
}
