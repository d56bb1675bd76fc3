package dev.graphiti.migrator.source.parquet;

import dev.graphiti.migrator.source.RecordReader;
import dev.graphiti.migrator.source.RecordSource;
import dev.graphiti.migrator.source.SourceSplit;
import java.io.IOException;
import java.util.List;

/** Reads the row groups of the files that the options name. */
record ParquetSource(ParquetSourceOptions options) implements RecordSource {
    private static final ParquetRecords RECORDS = new ParquetRecords("parquet", BinaryForms.AUTO);

    @Override
    public List<SourceSplit> splits() throws IOException {
        return new ParquetPlan(options).make();
    }

    @Override
    public RecordReader open(SourceSplit split, String position) throws IOException {
        boolean plain = ParquetSplit.parse(split.spec()).layout() == ParquetLayout.PLAIN;
        return RECORDS.open(split, position, plain ? RowShape.AS_IT_IS : new PineconeImport());
    }
}
