package dev.graphiti.migrator.source.weaviate;

import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;
import dev.graphiti.migrator.source.RecordReader;
import dev.graphiti.migrator.source.RecordSource;
import dev.graphiti.migrator.source.RowCounts;
import dev.graphiti.migrator.source.SourceCount;
import dev.graphiti.migrator.source.SourceSplit;
import dev.graphiti.migrator.source.file.WorkingFolder;
import dev.graphiti.migrator.source.parquet.BinaryForm;
import dev.graphiti.migrator.source.parquet.BinaryForms;
import dev.graphiti.migrator.source.parquet.ParquetFile;
import dev.graphiti.migrator.source.parquet.RowGroup;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.core.fs.Path;

/** Reads the files of an export, row group by row group; the position is the number of the next row. */
record ExportSource(WeaviateExportOptions options, WorkingFolder here) implements RecordSource {
    private static final BinaryForms FORMS = new BinaryForms(Map.of("vector", BinaryForm.FLOATS));

    ExportSource(WeaviateExportOptions options) {
        this(options, WorkingFolder.current());
    }

    @Override
    public List<SourceSplit> splits() throws IOException {
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
        try (ParquetFile file = ParquetFile.open(new Path(path))) {
            return file.rowGroups().stream().mapToLong(RowGroup::rows).sum();
        }
    }

    @Override
    public RecordReader open(SourceSplit split, String position) throws IOException {
        ExportSplit spec = ExportSplit.parse(split.spec());
        if (spec.skipped() != null) {
            return new SkippedTenant(split, spec, position);
        }
        ParquetFile file = ParquetFile.open(new Path(spec.path()));
        try {
            if (!file.fingerprint().equals(spec.fingerprint())) {
                throw new MigratorException(
                        Fault.SOURCE,
                        "file %s is another one than when the run began; put it back, or start a new run"
                                .formatted(spec.path()));
            }
            RowGroup group = file.rowGroups().get(spec.rowGroup());
            long from = position.equals(SourceSplit.START) ? group.firstRow() : Long.parseLong(position);
            return new ExportReader(split, group, file, file.read(group, from, FORMS), options);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }
}
