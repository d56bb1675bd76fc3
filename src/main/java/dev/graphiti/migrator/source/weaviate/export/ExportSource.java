package dev.graphiti.migrator.source.weaviate.export;

import dev.graphiti.migrator.model.DeadLetter.Kept;
import dev.graphiti.migrator.model.RecordOrigin;
import dev.graphiti.migrator.source.RecordReader;
import dev.graphiti.migrator.source.RecordSource;
import dev.graphiti.migrator.source.RowCounts;
import dev.graphiti.migrator.source.SingleRecordReader;
import dev.graphiti.migrator.source.SourceCount;
import dev.graphiti.migrator.source.SourceRecord;
import dev.graphiti.migrator.source.SourceSplit;
import dev.graphiti.migrator.source.Survey;
import dev.graphiti.migrator.source.file.Locations;
import dev.graphiti.migrator.source.file.WorkingFolder;
import dev.graphiti.migrator.source.parquet.file.ParquetFile;
import dev.graphiti.migrator.source.parquet.file.PlannedFile;
import dev.graphiti.migrator.source.parquet.file.RowGroup;
import dev.graphiti.migrator.source.weaviate.ObjectReader;
import dev.graphiti.migrator.source.weaviate.SplitPosition;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Reads the files of an export, row group by row group; the position is the number of the next row. */
record ExportSource(WeaviateExportOptions options, WorkingFolder here) implements RecordSource {
    ExportSource(WeaviateExportOptions options) {
        this(options, WorkingFolder.current());
    }

    @Override
    public List<SourceSplit> splits() throws IOException {
        return survey().splits();
    }

    @Override
    public Survey survey() throws IOException {
        return new ExportPlan(options, here).make();
    }

    /** The rows of the files' footers, and the dead letter of each tenant that the export left out. */
    @Override
    public List<SourceCount> counts(List<SourceSplit> splits) {
        Map<String, String> collections = new TreeMap<>();
        Set<String> skipped = new HashSet<>();
        for (SourceSplit split : splits) {
            ExportSplit spec = ExportSplit.parse(split.spec());
            if (spec.skipped() != null) {
                skipped.add(split.id());
            }
            collections.put(spec.skipped() == null ? spec.path() : split.id(), split.collection());
        }
        return RowCounts.of(collections, each -> skipped.contains(each) ? 1 : rows(each));
    }

    private static long rows(String path) throws IOException {
        try (ParquetFile file = ParquetFile.open(Locations.path(path))) {
            return file.rowGroups().stream().mapToLong(RowGroup::rows).sum();
        }
    }

    @Override
    public RecordReader open(SourceSplit split, String position) throws IOException {
        ExportSplit spec = ExportSplit.parse(split.spec());
        if (spec.skipped() != null) {
            return new SingleRecordReader(position.equals(SplitPosition.END) ? null : skipped(split, spec));
        }
        ParquetFile file = new PlannedFile(spec.path(), 0, spec.fingerprint()).open();
        try {
            return new ExportReader(split, file.rowGroups().get(spec.rowGroup()), file, position, options);
        } catch (RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private static SourceRecord skipped(SourceSplit split, ExportSplit spec) {
        return SourceRecord.damaged(
                new RecordOrigin(ObjectReader.SYSTEM, split.collection(), "", split.id(), "tenant " + spec.tenant()),
                SplitPosition.END,
                1,
                "the export does not contain tenant %s of class %s (%s), so none of its objects was read; activate it and export again"
                        .formatted(spec.tenant(), spec.schema().name(), spec.skipped()),
                Kept.NOTHING);
    }
}
