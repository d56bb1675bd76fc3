package dev.graphiti.migrator.source.graphrag;

import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;
import dev.graphiti.migrator.source.PassedOver.Reason;
import dev.graphiti.migrator.source.file.FileEntry;
import dev.graphiti.migrator.source.file.FileTree;
import dev.graphiti.migrator.source.file.Locations;
import dev.graphiti.migrator.source.file.PassedOverFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
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
    private static final String COLLECTION = "graphrag";

    private final String path;
    private final boolean withVectors;
    private final List<Output> found = new ArrayList<>();
    private final PassedOverFiles passedOver;
    private boolean csv;

    /**
     * Looks in one folder.
     *
     * @param withVectors whether snapshots of embeddings are tables to read
     * @param passedOver counts what could be a table and is not read
     */
    OutputFinder(String path, boolean withVectors, PassedOverFiles passedOver) {
        this.path = path;
        this.withVectors = withVectors;
        this.passedOver = passedOver;
    }

    /** In the order of their folders. */
    List<Output> find() throws IOException {
        if (Arrays.asList(path.split("/", -1)).contains(UPDATE)) {
            throw refused("is in %s, which contains only the changes of an incremental run; name the folder output"
                    .formatted(UPDATE));
        }
        try {
            FileTree tree = FileTree.of(path);
            FileEntry folder = tree.find(path);
            if (folder == null) {
                throw refused("does not exist; name the folder with GraphRAG's output");
            }
            if (!folder.isFolder() || folder.unread() != null) {
                throw refused("is not a readable folder; name the folder with GraphRAG's output");
            }
            find(tree, folder, 0);
        } catch (UnsupportedFileSystemSchemeException | IllegalArgumentException e) {
            throw refused("cannot be read: " + e.getMessage());
        }
        if (found.isEmpty() && csv) {
            throw refused(
                    "contains GraphRAG's tables as CSV, and only Parquet can be read; let GraphRAG write them as Parquet");
        }
        if (found.isEmpty()) {
            throw refused("contains no tables of GraphRAG such as entities.parquet or create_final_entities.parquet;"
                    + " name the folder with GraphRAG's output");
        }
        return List.copyOf(found);
    }

    private void find(FileTree tree, FileEntry folder, int depth) throws IOException {
        List<FileEntry> children = tree.children(folder);
        Map<Table, String> tables = tables(folder, children);
        if (!tables.isEmpty()) {
            found.add(complete(new Output(folder.path().toString(), nameOf(folder.path()), tables)));
            return;
        }
        for (FileEntry child : children) {
            String name = child.name();
            if (child.isFolder() && depth < MAX_DEPTH && !name.startsWith(".") && !PASSED_OVER.contains(name)) {
                findBelow(tree, child, depth + 1);
            }
        }
    }

    private void findBelow(FileTree tree, FileEntry child, int depth) throws IOException {
        if (child.unread() != null) {
            passedOver.add(COLLECTION, child.unread(), child.path().getPath());
        } else {
            find(tree, child, depth);
        }
    }

    private Map<Table, String> tables(FileEntry folder, List<FileEntry> children) {
        Map<Table, String> tables = new EnumMap<>(Table.class);
        for (FileEntry child : children) {
            String name = child.name();
            csv |= name.equalsIgnoreCase("entities.csv");
            Table table = child.isFolder() ? null : Table.ofFile(name).orElse(null);
            if (table != null && child.unread() != null) {
                passedOver.add(COLLECTION, child.unread(), child.path().getPath());
            } else if (table != null && (withVectors || !table.holdsVectors())) {
                put(tables, table, child, folder);
            }
        }
        if (!tables.isEmpty()) {
            children.stream()
                    .filter(child -> !child.isFolder() && Table.isParquet(child.name()))
                    .filter(child -> Table.ofFile(child.name()).isEmpty())
                    .forEach(child -> passedOver.add(
                            COLLECTION, Reason.NO_TABLE, child.path().getPath()));
        }
        return tables;
    }

    private void put(Map<Table, String> tables, Table table, FileEntry file, FileEntry folder) {
        String other = tables.put(table, file.path().toString());
        if (other != null) {
            throw refused("contains the tables of two versions of GraphRAG in %s (%s and %s); keep those of one"
                    .formatted(folder.path(), Locations.path(other).getName(), file.name()));
        }
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
            throw refused(
                    "contains an output without %s in %s (there are only %s); let GraphRAG finish, or copy the files"
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
