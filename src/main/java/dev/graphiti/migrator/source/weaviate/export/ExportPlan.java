package dev.graphiti.migrator.source.weaviate.export;

import com.fasterxml.jackson.databind.JsonNode;
import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;
import dev.graphiti.migrator.source.SourceSplit;
import dev.graphiti.migrator.source.Survey;
import dev.graphiti.migrator.source.file.FileNames;
import dev.graphiti.migrator.source.file.InputFile;
import dev.graphiti.migrator.source.file.InputFiles;
import dev.graphiti.migrator.source.file.Locations;
import dev.graphiti.migrator.source.file.PassedOverFiles;
import dev.graphiti.migrator.source.file.WorkingFolder;
import dev.graphiti.migrator.source.parquet.file.DamagedParquetException;
import dev.graphiti.migrator.source.parquet.file.ParquetFile;
import dev.graphiti.migrator.source.parquet.file.RowGroup;
import dev.graphiti.migrator.source.weaviate.WeaviateCollection;
import dev.graphiti.migrator.source.weaviate.api.ClassSchema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.core.fs.Path;

/** Lists the files of an export and their row groups, which are the splits. */
final class ExportPlan {
    private static final FileNames FILES = FileNames.of(".*\\.parquet", ".parquet");

    private final WeaviateExportOptions options;
    private final WorkingFolder here;
    private final Map<String, ClassSchema> schema = new HashMap<>();
    private final List<SourceSplit> splits = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();
    private final Set<List<String>> tenants = new HashSet<>();
    private final PassedOverFiles passedOver = new PassedOverFiles();

    /** The rows of each class, wanted or not, by folder. */
    private final Map<Path, Map<String, Long>> rows = new LinkedHashMap<>();

    ExportPlan(WeaviateExportOptions options, WorkingFolder here) {
        this.options = options;
        this.here = here;
    }

    Survey make() throws IOException {
        readSchema();
        for (String path : options.paths()) {
            for (InputFile file : InputFiles.find(here, "weaviate-export", path, FILES, passedOver)) {
                if (seen.add(file.location())) {
                    add(file);
                }
            }
        }
        checkStatus();
        for (WeaviateCollection wish : options.collections()) {
            if (splits.stream().noneMatch(split -> split.collection().equals(wish.name()))) {
                throw wrong("the export has no objects of class %s; correct source.collections".formatted(wish.name()));
            }
            check(wish);
        }
        if (splits.isEmpty()) {
            throw wrong(
                    "all %d files of source.paths are empty, so there is nothing to migrate".formatted(seen.size()));
        }
        return new Survey(splits, passedOver.all());
    }

    /** Single files of an export may be named; then its status says nothing of them. */
    private void checkStatus() throws IOException {
        for (Map.Entry<Path, Map<String, Long>> folder : rows.entrySet()) {
            ExportStatus status = ExportStatus.in(folder.getKey());
            if (options.paths().stream().noneMatch(path -> path.endsWith(".parquet"))) {
                status.check(folder.getKey(), folder.getValue(), options::wants);
            }
            status.skipped()
                    .forEach((className, shards) ->
                            shards.forEach((shard, reason) -> addSkipped(className, shard, reason)));
        }
    }

    /** One dead letter, for nothing may vanish. */
    private void addSkipped(String className, String tenant, String reason) {
        if (options.wants(className, tenant) && tenants.add(List.of(className, tenant))) {
            ClassSchema known = schema.getOrDefault(className, new ClassSchema(className, true, Map.of(), Set.of()));
            ExportSplit spec = new ExportSplit("", 0, "", known, tenant, reason);
            splits.add(new SourceSplit(className + "/" + tenant, className, spec.spec(), 1));
        }
    }

    private void check(WeaviateCollection wish) {
        for (String tenant : wish.tenants()) {
            if (!tenants.contains(List.of(wish.name(), tenant))) {
                throw wrong("the export has no tenant %s of class %s; correct source.collections"
                        .formatted(tenant, wish.name()));
            }
        }
        ClassSchema known = schema.get(wish.name());
        if (wish.vector() != null && known != null && !known.vectors().contains(wish.vector())) {
            throw wrong("class %s has no vector named %s; correct source.collections"
                    .formatted(wish.name(), wish.vector()));
        }
    }

    private void readSchema() throws IOException {
        String place = options.schema();
        if (place == null) {
            return;
        }
        Path path = Locations.path(here.absolute(place));
        try {
            for (JsonNode each : ExportJson.read(path, "the schema " + place).path("classes")) {
                ClassSchema known = ClassSchema.of(each);
                schema.put(known.name(), known);
            }
        } catch (IOException e) {
            throw new MigratorException(
                    Fault.SOURCE, "the schema %s cannot be read: %s".formatted(place, e.getMessage()), e);
        }
    }

    private void add(InputFile input) throws IOException {
        try (ParquetFile file = ParquetFile.open(input.path())) {
            String className = file.properties().get("collection");
            if (className == null || !file.columns().containsAll(List.of("id", "properties"))) {
                throw wrong("file %s is not part of a Weaviate export; correct source.paths".formatted(input.name()));
            }
            String tenant = file.properties().getOrDefault("tenant", "");
            tenants.add(List.of(className, tenant));
            long ofFile = file.rowGroups().stream().mapToLong(RowGroup::rows).sum();
            rows.computeIfAbsent(input.path().getParent(), any -> new HashMap<>())
                    .merge(className, ofFile, Long::sum);
            if (options.wants(className, tenant)) {
                add(input, file, className, tenant);
            }
        } catch (DamagedParquetException e) {
            throw wrong(
                    "file %s cannot be read: %s; copy it again, or export again".formatted(input.name(), e.sentence()));
        }
    }

    private void add(InputFile input, ParquetFile file, String className, String tenant) {
        ClassSchema known =
                schema.getOrDefault(className, new ClassSchema(className, !tenant.isEmpty(), Map.of(), Set.of()));
        List<RowGroup> groups = file.rowGroups();
        for (RowGroup group : groups) {
            ExportSplit spec =
                    new ExportSplit(input.location(), group.index(), file.fingerprint(), known, tenant, null);
            String id = groups.size() == 1 ? input.name() : input.name() + "#" + group.index();
            splits.add(new SourceSplit(id, className, spec.spec(), group.rows()));
        }
    }

    private static MigratorException wrong(String sentence) {
        return new MigratorException(Fault.SOURCE, sentence);
    }
}
