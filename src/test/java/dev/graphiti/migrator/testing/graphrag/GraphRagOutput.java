package dev.graphiti.migrator.testing.graphrag;

import static dev.graphiti.migrator.testing.graphrag.TableFile.Kind.DECIMAL;
import static dev.graphiti.migrator.testing.graphrag.TableFile.Kind.DECIMALS;
import static dev.graphiti.migrator.testing.graphrag.TableFile.Kind.NOTHING;
import static dev.graphiti.migrator.testing.graphrag.TableFile.Kind.TEXT;
import static dev.graphiti.migrator.testing.graphrag.TableFile.Kind.TEXTS;
import static dev.graphiti.migrator.testing.graphrag.TableFile.Kind.WHOLE;
import static dev.graphiti.migrator.testing.graphrag.TableFile.Kind.WHOLES;

import dev.graphiti.migrator.testing.graphrag.World.Claim;
import dev.graphiti.migrator.testing.graphrag.World.Community;
import dev.graphiti.migrator.testing.graphrag.World.Document;
import dev.graphiti.migrator.testing.graphrag.World.Entity;
import dev.graphiti.migrator.testing.graphrag.World.Relationship;
import dev.graphiti.migrator.testing.graphrag.World.TextUnit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A world in the tables of a version. The tables can be changed before they are written. */
public final class GraphRagOutput {
    private final World world;
    private final Version version;
    private final Map<String, TableFile> tables = new LinkedHashMap<>();
    private int groupRows = Integer.MAX_VALUE;

    private GraphRagOutput(World world, Version version) {
        this.world = world;
        this.version = version;
    }

    public static GraphRagOutput of(World world, Version version) {
        GraphRagOutput output = new GraphRagOutput(world, version);
        if (!version.equals(Version.V0_3)) {
            output.tables.put("documents", output.documents());
            output.tables.put("communities", output.communities());
        }
        if (version.isBefore(Version.V2_7)) {
            output.tables.put("nodes", output.nodes());
        }
        output.tables.put("text_units", output.textUnits());
        output.tables.put("entities", output.entities());
        output.tables.put("relationships", output.relationships());
        output.tables.put("covariates", output.covariates());
        output.tables.put("community_reports", output.reports());
        return output;
    }

    public TableFile table(String name) {
        return Objects.requireNonNull(tables.get(name), name);
    }

    public GraphRagOutput without(String table) {
        tables.remove(table);
        return this;
    }

    /** With the vectors of a snapshot, by id. */
    public GraphRagOutput withVectors(String name, Map<String, List<Double>> vectors) {
        TableFile table = new TableFile().column("id", TEXT).column("embedding", DECIMALS);
        vectors.forEach(table::row);
        tables.put("embeddings." + name, table);
        return this;
    }

    /** In row groups of so many rows, about. */
    public GraphRagOutput inGroupsOf(int rows) {
        groupRows = rows;
        return this;
    }

    public Path write(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        tables.forEach((name, table) -> table.write(folder.resolve(version.file(name)), groupRows));
        return folder;
    }

    private TableFile documents() {
        TableFile table = new TableFile().column("id", TEXT);
        boolean old = version.equals(Version.V0_4);
        if (old) {
            table.column("text_unit_ids", TEXTS).columns(TEXT, "raw_content", "title");
        } else {
            table.column("human_readable_id", WHOLE)
                    .columns(TEXT, "title", "text")
                    .column("text_unit_ids", TEXTS);
        }
        boolean dated = !version.isBefore(Version.V2_7);
        if (dated) {
            table.column("creation_date", TEXT).column(version == Version.V3_1 ? "raw_data" : "metadata", NOTHING);
        }
        for (int i = 0; i < world.documents().size(); i++) {
            int number = i;
            Document document = world.documents().get(i);
            List<TextUnit> units = world.textUnits().stream()
                    .filter(unit -> unit.document() == number)
                    .toList();
            String text = units.stream().map(TextUnit::text).collect(Collectors.joining(" "));
            // The sample set of the newest version names text units that it no longer has.
            List<String> ids = version == Version.V3_1
                    ? List.of(World.id("stale"))
                    : units.stream().map(TextUnit::id).toList();
            if (old) {
                table.row(document.id(), ids, text, document.title());
            } else if (dated) {
                table.row(document.id(), i, document.title(), text, ids, document.created(), null);
            } else {
                table.row(document.id(), i, document.title(), text, ids);
            }
        }
        return table;
    }

    private TableFile textUnits() {
        TableFile table = new TableFile().column("id", TEXT);
        boolean numbered = !version.isBefore(Version.V0_9);
        if (numbered) {
            table.column("human_readable_id", WHOLE);
        }
        table.column("text", TEXT).column("n_tokens", WHOLE);
        table.column(version == Version.V3_1 ? "document_id" : "document_ids", version == Version.V3_1 ? TEXT : TEXTS);
        table.columns(TEXTS, "entity_ids", "relationship_ids", "covariate_ids");
        for (TextUnit unit : world.textUnits()) {
            String document = world.documents().get(unit.document()).id();
            Object documents = version == Version.V3_1 ? document : List.of(document);
            List<String> entities = world.entities().stream()
                    .filter(entity -> entity.units().contains(unit.number()))
                    .map(Entity::id)
                    .toList();
            List<String> relationships = world.relationships().stream()
                    .filter(relationship -> relationship.unit() == unit.number())
                    .map(Relationship::id)
                    .toList();
            List<String> claims = world.claims().stream()
                    .filter(claim -> claim.unit() == unit.number())
                    .map(Claim::id)
                    .toList();
            if (numbered) {
                table.row(unit.id(), unit.number(), unit.text(), 60, documents, entities, relationships, claims);
            } else {
                table.row(unit.id(), unit.text(), 60, documents, entities, relationships, claims);
            }
        }
        return table;
    }

    private TableFile entities() {
        boolean old = version.isBefore(Version.V0_9);
        boolean counted = !version.isBefore(Version.V2_7);
        TableFile table = old
                ? new TableFile()
                        .columns(TEXT, "id", "name", "type", "description")
                        .column("human_readable_id", WHOLE)
                : new TableFile()
                        .column("id", TEXT)
                        .column("human_readable_id", WHOLE)
                        .columns(TEXT, "title", "type", "description");
        if (old) {
            table.column("graph_embedding", NOTHING)
                    .column("text_unit_ids", TEXTS)
                    .column("description_embedding", DECIMALS);
        } else {
            table.column("text_unit_ids", TEXTS);
        }
        if (counted) {
            table.columns(WHOLE, "frequency", "degree");
        }
        for (int i = 0; i < world.entities().size(); i++) {
            Entity entity = world.entities().get(i);
            List<String> units = units(entity.units());
            if (old) {
                table.row(
                        entity.id(),
                        entity.title(),
                        entity.type(),
                        entity.description(),
                        i,
                        null,
                        units,
                        List.of(0.5, 0.25));
            } else if (counted) {
                table.row(
                        entity.id(),
                        i,
                        entity.title(),
                        entity.type(),
                        entity.description(),
                        units,
                        units.size(),
                        degree(entity));
            } else {
                table.row(entity.id(), i, entity.title(), entity.type(), entity.description(), units);
            }
        }
        return table;
    }

    private long degree(Entity entity) {
        return world.relationships().stream()
                .filter(each ->
                        each.source().equals(entity.title()) || each.target().equals(entity.title()))
                .count();
    }

    private List<String> units(List<Integer> numbers) {
        return numbers.stream()
                .map(number -> world.textUnits().get(number).id())
                .toList();
    }

    private TableFile relationships() {
        boolean old = version.isBefore(Version.V0_9);
        TableFile table = new TableFile().column("id", TEXT);
        table.column("human_readable_id", old ? TEXT : WHOLE)
                .columns(TEXT, "source", "target", "description")
                .column("weight", DECIMAL)
                .column(old ? "rank" : "combined_degree", WHOLE)
                .column("text_unit_ids", TEXTS);
        int copies = version == Version.V0_3 ? 4 : 1;
        for (int copy = 0; copy < copies; copy++) {
            for (int i = 0; i < world.relationships().size(); i++) {
                Relationship each = world.relationships().get(i);
                int number = copy * world.relationships().size() + i;
                table.row(
                        each.id(),
                        old ? Integer.toString(number) : (Object) number,
                        each.source(),
                        each.target(),
                        each.description(),
                        each.weight(),
                        7,
                        units(List.of(each.unit())));
            }
        }
        return table;
    }

    private TableFile covariates() {
        TableFile table = new TableFile()
                .columns(
                        TEXT,
                        "id",
                        "human_readable_id",
                        "covariate_type",
                        "type",
                        "description",
                        "subject_id",
                        "object_id",
                        "status",
                        "start_date",
                        "end_date",
                        "source_text",
                        "text_unit_id");
        for (int i = 0; i < world.claims().size(); i++) {
            Claim claim = world.claims().get(i);
            String unit = world.textUnits().get(claim.unit()).id();
            table.row(
                    claim.id(),
                    Integer.toString(i),
                    "claim",
                    claim.type(),
                    claim.description(),
                    claim.subject(),
                    claim.object(),
                    claim.status(),
                    claim.start(),
                    claim.end(),
                    null,
                    unit);
        }
        return table;
    }

    private TableFile communities() {
        if (version == Version.V0_4) {
            return oldCommunities();
        }
        boolean parents = !version.isBefore(Version.V1_2);
        boolean children = !version.isBefore(Version.V2_7);
        TableFile table = new TableFile().column("id", TEXT).columns(WHOLE, "human_readable_id", "community", "level");
        if (parents) {
            table.column("parent", WHOLE);
        }
        if (children) {
            table.column("children", WHOLES);
        }
        table.column("title", TEXT).columns(TEXTS, "entity_ids", "relationship_ids", "text_unit_ids");
        table.column("period", TEXT).column("size", WHOLE);
        for (Community each : world.communities()) {
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            row.put("id", each.id());
            row.put("human_readable_id", each.number());
            row.put("community", each.number());
            row.put("level", each.level());
            if (parents) {
                row.put("parent", each.parent());
            }
            if (children) {
                row.put(
                        "children",
                        world.communities().stream()
                                .filter(other -> other.parent() == each.number())
                                .map(Community::number)
                                .toList());
            }
            row.put("title", "Community " + each.number());
            row.put(
                    "entity_ids",
                    each.members().stream()
                            .map(title -> World.id("entity " + title))
                            .toList());
            row.put("relationship_ids", List.of());
            row.put("text_unit_ids", List.of());
            row.put("period", "2025-03-06");
            row.put("size", each.members().size());
            table.row(row.values().toArray());
        }
        return table;
    }

    private TableFile oldCommunities() {
        TableFile table = new TableFile()
                .columns(TEXT, "id", "title")
                .column("level", WHOLE)
                .columns(TEXTS, "relationship_ids", "text_unit_ids")
                .column("period", TEXT)
                .column("size", WHOLE);
        for (Community each : world.communities()) {
            String joined = world.textUnits().get(0).id() + ","
                    + world.textUnits().get(1).id();
            table.row(
                    Integer.toString(each.number()),
                    "Community " + each.number(),
                    each.level(),
                    List.of(),
                    List.of(joined),
                    "2024-10-30",
                    each.members().size());
        }
        return table;
    }

    private TableFile reports() {
        boolean old = version.isBefore(Version.V0_9);
        TableFile table = new TableFile()
                .column("id", TEXT)
                .column("community", old ? TEXT : WHOLE)
                .column("level", WHOLE)
                .columns(TEXT, "title", "summary", "full_content")
                .column("rank", DECIMAL);
        if (!version.isBefore(Version.V1_2)) {
            table.column("parent", WHOLE);
        }
        for (Community each : world.communities()) {
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            row.put("id", World.id("report " + each.number()));
            row.put("community", old ? Integer.toString(each.number()) : (Object) each.number());
            row.put("level", each.level());
            row.put("title", each.title());
            row.put("summary", each.summary());
            row.put("full_content", "# " + each.title() + "\n\n" + each.summary());
            row.put("rank", 6.5);
            if (!version.isBefore(Version.V1_2)) {
                row.put("parent", each.parent());
            }
            table.row(row.values().toArray());
        }
        return table;
    }

    /** One row for each entity on each level; without a community where it is in none. */
    private TableFile nodes() {
        boolean old = version.isBefore(Version.V0_9);
        TableFile table = new TableFile()
                .columns(TEXT, "id", "title")
                .column("community", old ? TEXT : WHOLE)
                .columns(WHOLE, "level", "degree")
                .columns(DECIMAL, "x", "y");
        for (int level = 0; level < 2; level++) {
            for (Entity entity : world.entities()) {
                Integer community = community(entity, level);
                Object none = old ? null : (Object) (-1);
                Object value = community == null ? none : old ? community.toString() : (Object) community;
                table.row(entity.id(), entity.title(), value, level, degree(entity), 0.0, 0.0);
            }
        }
        return table;
    }

    private @Nullable Integer community(Entity entity, int level) {
        return world.communities().stream()
                .filter(each -> each.level() == level && each.members().contains(entity.title()))
                .map(Community::number)
                .findFirst()
                .orElse(null);
    }
}
