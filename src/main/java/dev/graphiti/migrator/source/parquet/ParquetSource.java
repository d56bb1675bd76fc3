package dev.graphiti.migrator.source.parquet;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingLong;

import dev.graphiti.migrator.source.RecordReader;
import dev.graphiti.migrator.source.RecordSource;
import dev.graphiti.migrator.source.SourceCount;
import dev.graphiti.migrator.source.SourceCount.Certainty;
import dev.graphiti.migrator.source.SourceCount.Unit;
import dev.graphiti.migrator.source.SourceSplit;
import dev.graphiti.migrator.source.Survey;
import dev.graphiti.migrator.source.file.FilePlace;
import dev.graphiti.migrator.source.file.PlacedReader;
import dev.graphiti.migrator.source.file.WorkingFolder;
import dev.graphiti.migrator.source.parquet.column.BinaryForms;
import java.io.IOException;
import java.util.List;
import java.util.TreeMap;

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

    /** As many rows as the footers said that there are; of a file that cannot be read, the one record that says so. */
    @Override
    public List<SourceCount> counts(List<SourceSplit> splits) {
        return splits.stream()
                .collect(groupingBy(
                        SourceSplit::collection,
                        TreeMap::new,
                        summingLong(split -> ParquetSplit.parse(split.spec()).rows())))
                .entrySet()
                .stream()
                .map(sum -> new SourceCount(sum.getKey(), Unit.RECORDS, sum.getValue(), Certainty.EXACT))
                .toList();
    }

    @Override
    public RecordReader open(SourceSplit split, String position) throws IOException {
        ParquetSplit part = ParquetSplit.parse(split.spec());
        boolean plain = part.layout() == ParquetLayout.PLAIN;
        return new PlacedReader(
                RECORDS.open(split, position, plain ? RowShape.AS_IT_IS : new PineconeImport()),
                FilePlace.of(split, part.file(), options.pathsOf(split.collection())));
    }
}
