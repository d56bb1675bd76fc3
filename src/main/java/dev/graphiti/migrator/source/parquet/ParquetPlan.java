package dev.graphiti.migrator.source.parquet;

import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;
import dev.graphiti.migrator.source.PassedOver.Reason;
import dev.graphiti.migrator.source.SourceSplit;
import dev.graphiti.migrator.source.Survey;
import dev.graphiti.migrator.source.file.FileNames;
import dev.graphiti.migrator.source.file.InputFile;
import dev.graphiti.migrator.source.file.InputFiles;
import dev.graphiti.migrator.source.file.PassedOverFiles;
import dev.graphiti.migrator.source.file.WorkingFolder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Looks at the footers of all files and makes a split of each row group: in the order of inputs, paths and names. */
final class ParquetPlan {
    private static final FileNames PLAIN = FileNames.of(".*\\.(parquet|parq|pq)", ".parquet, .parq or .pq");

    /** A namespace may be called as only the leavings of tools are elsewhere; what lies beside its files is none. */
    private static final FileNames PINECONE = PLAIN.withAnyFolderName();

    private final ParquetSourceOptions options;
    private final WorkingFolder here;
    private final List<SourceSplit> splits = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();
    private final Set<List<String>> seen = new HashSet<>();
    private final PassedOverFiles passedOver = new PassedOverFiles();
    private int files;

    ParquetPlan(ParquetSourceOptions options, WorkingFolder here) {
        this.options = options;
        this.here = here;
    }

    Survey make() throws IOException {
        for (ParquetInput input : options.inputs()) {
            add(input, new FooterScanner().scan(find(input)));
        }
        if (splits.isEmpty()) {
            throw new MigratorException(
                    Fault.SOURCE,
                    "all %d files of source.inputs are without rows, so there is nothing to migrate".formatted(files));
        }
        return new Survey(splits, passedOver.all());
    }

    private List<InputFile> find(ParquetInput input) throws IOException {
        FileNames names = input.layout() == ParquetLayout.PLAIN ? PLAIN : PINECONE;
        List<InputFile> found = new ArrayList<>();
        for (String path : input.paths()) {
            for (InputFile file : InputFiles.find(here, input.name(), path, names, passedOver)) {
                // Two paths of a collection may lead to one file, which is read once.
                if (seen.add(List.of(input.collection(), file.location()))) {
                    found.add(file);
                }
            }
        }
        return found;
    }

    private void add(ParquetInput input, List<ParquetScan> scans) {
        files += scans.size();
        PathFields pathFields = new PathFields(input.layout());
        if (input.layout() == ParquetLayout.PINECONE_IMPORT) {
            scans.forEach(PineconeImport::check);
        }
        new MixedColumns(input).check(scans);
        for (ParquetScan scan : scans) {
            String path = scan.file().path().getPath();
            String collection = input.collection().isBlank() ? PathFields.folder(path) : input.collection();
            if (scan.isEmpty()) {
                passedOver.add(input.name(), Reason.EMPTY, scan.file().name());
            }
            scan.splits(collection, input.layout(), pathFields.of(path)).forEach(this::add);
        }
    }

    private void add(SourceSplit split) {
        String id = ids.add(split.id()) ? split.id() : split.id() + " as " + split.collection();
        ids.add(id);
        splits.add(new SourceSplit(id, split.collection(), split.spec(), split.size()));
    }
}
