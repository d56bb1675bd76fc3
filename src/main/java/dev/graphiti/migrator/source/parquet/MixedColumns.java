package dev.graphiti.migrator.source.parquet;

import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;
import dev.graphiti.migrator.source.parquet.column.ColumnTypes.ColumnType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Compares the columns of the files of one input. */
record MixedColumns(ParquetInput input) {
    private static final Logger LOG = LoggerFactory.getLogger(MixedColumns.class);

    private static final int SHOWN = 10;

    /** Where a column was seen first. */
    private record Seen(ColumnType type, String file) {}

    /**
     * Says of columns that some files do not have.
     *
     * @throws MigratorException when a column holds different things, unless that is wanted
     */
    void check(List<ParquetScan> scans) {
        List<ParquetScan> sound =
                scans.stream().filter(scan -> scan.damage() == null).toList();
        if (input.mixedTypes() == MixedTypes.REFUSE) {
            checkTypes(sound);
        }
        Set<String> missing = new TreeSet<>();
        sound.forEach(scan -> missing.addAll(scan.columns()));
        Set<String> all = Set.copyOf(missing);
        missing.removeIf(
                column -> sound.stream().allMatch(scan -> scan.columns().contains(column)));
        if (!missing.isEmpty()) {
            LOG.warn(
                    "of the {} columns in the files of {}, some files lack {}: {}",
                    all.size(),
                    input.name(),
                    missing.size(),
                    missing.stream().limit(SHOWN).toList());
        }
    }

    private void checkTypes(List<ParquetScan> scans) {
        Map<String, Seen> first = new HashMap<>();
        for (ParquetScan scan : scans) {
            String file = scan.file().name();
            scan.types().forEach((column, type) -> {
                Seen seen = first.computeIfAbsent(column, name -> new Seen(type, file));
                if (seen.type().kind() != type.kind() && !isFree(column)) {
                    throw disagreement(column, seen, new Seen(type, file));
                }
            });
        }
    }

    /** Pinecone's metadata may be text or struct, and holds whatever a vector has. */
    private boolean isFree(String column) {
        return input.layout() == ParquetLayout.PINECONE_IMPORT
                && (column.equals(PineconeImport.METADATA) || column.startsWith(PineconeImport.METADATA + "."));
    }

    private MigratorException disagreement(String column, Seen one, Seen other) {
        return new MigratorException(
                Fault.SOURCE,
                ("the files of %s disagree on the column %s, which is %s in %s and %s in %s; make them two collections, or set mixed-types:"
                                + " read to read both")
                        .formatted(input.name(), column, one.type(), one.file(), other.type(), other.file()));
    }
}
