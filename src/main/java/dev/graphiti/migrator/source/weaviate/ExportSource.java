package dev.graphiti.migrator.source.weaviate;

import dev.graphiti.migrator.source.RecordReader;
import dev.graphiti.migrator.source.RecordSource;
import dev.graphiti.migrator.source.SourceSplit;
import dev.graphiti.migrator.source.Survey;
import dev.graphiti.migrator.source.file.WorkingFolder;
import dev.graphiti.migrator.source.parquet.BinaryForm;
import dev.graphiti.migrator.source.parquet.BinaryForms;
import dev.graphiti.migrator.source.parquet.ParquetFile;
import dev.graphiti.migrator.source.parquet.PlannedFile;
import dev.graphiti.migrator.source.parquet.RowGroup;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Reads the files of an export, row group by row group; the position is the number of the next row. */
record ExportSource(WeaviateExportOptions options, WorkingFolder here) implements RecordSource {
    private static final BinaryForms FORMS = new BinaryForms(Map.of("vector", BinaryForm.FLOATS));

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

    @Override
    public RecordReader open(SourceSplit split, String position) throws IOException {
        ExportSplit spec = ExportSplit.parse(split.spec());
        ParquetFile file = new PlannedFile(spec.path(), 0, spec.fingerprint()).open();
        try {
            RowGroup group = file.rowGroups().get(spec.rowGroup());
            long from = position.equals(SourceSplit.START) ? group.firstRow() : Long.parseLong(position);
            return new ExportReader(split, group, file, file.read(group, from, FORMS), options);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }
}
