package dev.graphiti.migrator.source.graphrag;

import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.fs.UnsupportedFileSystemSchemeException;

/** Finds the outputs in a folder: itself, or those below it. */
final class OutputFinder {
    /** What incremental runs write on their way; its content is merged into the output. */
    private static final String UPDATE = "update_output";

    private static final Set<String> PASSED_OVER = Set.of(UPDATE, "lancedb", "cache", "logs", "input", "prompts");
    private static final Set<String> NAMELESS = Set.of("output", "artifacts");
    private static final Set<Table> REQUIRED = Set.of(Table.ENTITIES, Table.RELATIONSHIPS, Table.TEXT_UNITS);
    private static final int MAX_DEPTH = 5;

    private final String path;
    private final boolean withVectors;
    private final List<Output> found = new ArrayList<>();
    private boolean csv;

    /** @param withVectors whether snapshots of embeddings are tables to read */
    OutputFinder(String path, boolean withVectors) {
        this.path = path;
        this.withVectors = withVectors;
    }

    /** In the order of their folders. */
    List<Output> find() throws IOException {
        Path folder = new Path(path);
        if (Arrays.asList(folder.getPath().split("/", -1)).contains(UPDATE)) {
            throw refused("lies in %s, which holds only what an incremental run has changed; name the folder output"
                    .formatted(UPDATE));
        }
        try {
            find(folder.getFileSystem(), folder, 0);
        } catch (FileNotFoundException e) {
            throw refused("does not exist; name the folder with GraphRAG's output");
        } catch (UnsupportedFileSystemSchemeException | IllegalArgumentException e) {
            throw refused("cannot be read: " + e.getMessage());
        }
        if (found.isEmpty() && csv) {
            throw refused(
                    "holds GraphRAG's tables as CSV, and only Parquet can be read; let GraphRAG write them as Parquet");
        }
        if (found.isEmpty()) {
            throw refused("holds no tables of GraphRAG such as entities.parquet or create_final_entities.parquet;"
                    + " name the folder with GraphRAG's output");
        }
        return List.copyOf(found);
    }

    private void find(FileSystem files, Path folder, int depth) throws IOException {
        FileStatus[] children = files.listStatus(folder);
        if (children == null) {
            throw new FileNotFoundException(folder.toString());
        }
        Arrays.sort(children, Comparator.comparing(child -> child.getPath().getName()));
        Map<Table, String> tables = tables(folder, children);
        if (!tables.isEmpty()) {
            found.add(complete(new Output(folder.toString(), nameOf(folder), tables)));
            return;
        }
        for (FileStatus child : children) {
            String name = child.getPath().getName();
            if (child.isDir() && depth < MAX_DEPTH && !name.startsWith(".") && !PASSED_OVER.contains(name)) {
                find(files, child.getPath(), depth + 1);
            }
        }
    }

    private Map<Table, String> tables(Path folder, FileStatus[] children) {
        Map<Table, String> tables = new EnumMap<>(Table.class);
        for (FileStatus child : children) {
            String name = child.getPath().getName();
            csv |= name.equals("entities.csv");
            Table table = child.isDir() ? null : Table.ofFile(name).orElse(null);
            if (table == null || (table.holdsVectors() && !withVectors)) {
                continue;
            }
            String other = tables.put(table, child.getPath().toString());
            if (other != null) {
                throw refused("holds the tables of two versions of GraphRAG in %s (%s and %s); keep those of one"
                        .formatted(folder, new Path(other).getName(), name));
            }
        }
        return tables;
    }

    private Output complete(Output output) {
        List<String> missing = REQUIRED.stream()
                .filter(table -> !output.files().containsKey(table))
                .map(Table::collection)
                .sorted()
                .toList();
        if (!missing.isEmpty()) {
            String there = new TreeMap<>(output.files())
                    .keySet().stream().map(Table::collection).collect(Collectors.joining(", "));
            throw refused("holds an output without %s in %s (there are only %s); let GraphRAG finish, or copy the files"
                    .formatted(String.join(" and ", missing), output.folder(), there));
        }
        return output;
    }

    private static String nameOf(Path folder) {
        Path named = folder;
        while (NAMELESS.contains(named.getName())
                && named.getParent() != null
                && !named.getParent().getName().isEmpty()) {
            named = named.getParent();
        }
        return named.getName();
    }

    private MigratorException refused(String why) {
        return new MigratorException(Fault.SOURCE, "source.path %s %s.".formatted(path, why));
    }
}
