package dev.graphiti.migrator.source.graphrag;

import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;
import dev.graphiti.migrator.source.SourceSplit;
import dev.graphiti.migrator.source.Survey;
import dev.graphiti.migrator.source.file.Locations;
import dev.graphiti.migrator.source.file.PassedOverFiles;
import dev.graphiti.migrator.source.file.WorkingFolder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Lists the pieces of all tables, by table and not by output, so that every output is read in the good order. */
final class GraphRagPlan {
    private final GraphRagSourceOptions options;
    private final TableFiles files;
    private final WorkingFolder here;
    private final List<Piece> pieces = new ArrayList<>();
    private final PassedOverFiles passedOver = new PassedOverFiles();

    private record Piece(Table table, SourceSplit split) {}

    GraphRagPlan(GraphRagSourceOptions options, TableFiles files, WorkingFolder here) {
        this.options = options;
        this.files = files;
        this.here = here;
    }

    Survey make() throws IOException {
        List<Output> outputs =
                new OutputFinder(here.absolute(options.path()), options.keepsEmbeddings(), passedOver).find();
        checkGroups(outputs);
        for (Output output : outputs) {
            add(output);
        }
        if (pieces.isEmpty()) {
            throw refused("all tables in %s are empty, so there is nothing to migrate.".formatted(options.path()));
        }
        List<SourceSplit> splits = pieces.stream()
                .sorted(Comparator.comparing(Piece::table))
                .map(Piece::split)
                .toList();
        return new Survey(splits, passedOver.all());
    }

    /** Two outputs number their communities alike, and name different things alike. */
    private void checkGroups(List<Output> outputs) {
        Map<String, Output> byGroup = new LinkedHashMap<>();
        for (Output output : outputs) {
            Output other = byGroup.put(options.groupOf(output), output);
            if (other != null) {
                throw refused(("source.path %s holds %d outputs, of which %s and %s have the group '%s' and would be"
                                + " mixed; use {folder} in source.group, or name one output.")
                        .formatted(
                                options.path(),
                                outputs.size(),
                                other.folder(),
                                output.folder(),
                                options.groupOf(output)));
            }
        }
    }

    private void add(Output output) throws IOException {
        Map<Table, TableFiles.Shape> shapes = new EnumMap<>(Table.class);
        Map<Table, Set<String>> columns = new EnumMap<>(Table.class);
        for (Map.Entry<Table, String> file : output.files().entrySet()) {
            TableFiles.Shape shape = files.shapeOf(file.getValue());
            Set<String> names = Set.copyOf(shape.columns());
            shapes.put(file.getKey(), shape);
            columns.put(file.getKey(), names);
            RequiredColumns.check(file.getKey(), file.getValue(), names);
        }
        checkTime(output, columns.getOrDefault(Table.DOCUMENTS, Set.of()));
        String features = String.join(",", output.features(columns));
        output.files()
                .forEach((table, file) ->
                        add(output, new Source(table, file, features), Objects.requireNonNull(shapes.get(table))));
    }

    private record Source(Table table, String file, String features) {}

    private void add(Output output, Source source, TableFiles.Shape shape) {
        long row = 0;
        for (int i = 0; i < shape.groups().size(); i++) {
            TableFiles.Group group = shape.groups().get(i);
            GraphRagSplit piece = new GraphRagSplit(
                    source.file(),
                    source.table(),
                    i,
                    row,
                    shape.fingerprint(),
                    options.groupOf(output),
                    source.features());
            String name = output.name() + "/" + Locations.path(source.file()).getName();
            String id = shape.groups().size() == 1 ? name : name + "[%d]".formatted(i);
            if (group.rows() > 0) {
                pieces.add(new Piece(
                        source.table(), new SourceSplit(id, source.table().collection(), piece.spec(), group.rows())));
            }
            row += group.rows();
        }
    }

    /** Said before all else, for otherwise every episode would be a dead letter. */
    private void checkTime(Output output, Set<String> documentColumns) {
        GraphRagTimeOptions time = options.time();
        boolean mayBeThere = documentColumns.contains(time.field())
                || documentColumns.stream().anyMatch(column -> time.field().startsWith(column + "."));
        if (!mayBeThere && time.ifMissing().equals(GraphRagTimeOptions.FAIL_RECORD)) {
            throw refused(
                    "the output in %s has no column documents.%s, so its episodes have no time (GraphRAG writes creation_date since 2.0); set source.time.if-missing to run-start or to a time such as 2024-05-01T00:00:00Z."
                            .formatted(output.folder(), time.field()));
        }
    }

    private static MigratorException refused(String sentence) {
        return new MigratorException(Fault.SOURCE, sentence);
    }
}
