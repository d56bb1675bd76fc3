package dev.graphiti.migrator.source.parquet;

import dev.graphiti.migrator.source.RecordReader;
import dev.graphiti.migrator.source.RecordSource;
import dev.graphiti.migrator.source.SourceSplit;
import dev.graphiti.migrator.source.Survey;
import dev.graphiti.migrator.source.file.WorkingFolder;
import java.io.IOException;
import java.util.List;

/** Reads the row groups of the files that the options name. */
record ParquetSource(ParquetSourceOptions options, WorkingFolder here) implements RecordSource {
    private static final ParquetRecords RECORDS = new ParquetRecords("parquet", BinaryForms.AUTO);

    ParquetSource(ParquetSourceOptions options) {
        this(options, WorkingFolder.current());
    }

    @Override
    public List<SourceSplit> splits() throws IOException {
        return survey().splits();
    }

    @Override
    public Survey survey() throws IOException {
        return new ParquetPlan(options, here).make();
    }

    @Override
    public RecordReader open(SourceSplit split, String position) throws IOException {
        boolean plain = ParquetSplit.parse(split.spec()).layout() == ParquetLayout.PLAIN;
        return RECORDS.open(split, position, plain ? RowShape.AS_IT_IS : new PineconeImport());
    }
}
