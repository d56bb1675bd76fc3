package dev.graphiti.migrator.source.weaviate.export;

import dev.graphiti.migrator.config.Setting;
import dev.graphiti.migrator.config.Variant;
import dev.graphiti.migrator.source.RecordSource;
import dev.graphiti.migrator.source.flink.SourceOptions;
import dev.graphiti.migrator.source.weaviate.WeaviateCollection;
import dev.graphiti.migrator.source.weaviate.object.Blobs;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What to read from an export of Weaviate, and how. */
@Variant(
        value = "weaviate-export",
        description = "The Parquet files that a Weaviate server writes when it is asked for an export: a snapshot.")
public record WeaviateExportOptions(
        @Setting(
                value = "The folders of the export, or single files of it.",
                example = "[\"s3://backups/weaviate/export-7\"]")
        List<String> paths,

        @Setting("The classes and tenants to read; all that the files hold if left out.")
        List<WeaviateCollection> collections,

        @Setting(
                value =
                        "A file with what the server answers to GET /v1/schema: with it properties have their types, and"
                                + " beacons of the old form their class.",
                example = "schema.json")
        @Nullable
        String schema,

        @Setting(value = "Properties of the type blob, which only the schema tells.", defaultValue = "leave-out")
        Blobs blobs)
        implements SourceOptions {
    public WeaviateExportOptions {
        paths = List.copyOf(paths);
        collections = List.copyOf(collections);
        if (paths.isEmpty() || paths.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("paths names no folder, or an empty one");
        }
    }

    @Override
    public RecordSource source() {
        return new ExportSource(this);
    }

    /** Whether anything of the class is to be read. */
    boolean wants(String className) {
        return collections.isEmpty()
                || collections.stream().anyMatch(each -> each.name().equals(className));
    }

    /** Whether the class and tenant are to be read. */
    boolean wants(String className, String tenant) {
        return collections.isEmpty()
                || collections.stream()
                        .anyMatch(each -> each.name().equals(className)
                                && (each.tenants().isEmpty() || each.tenants().contains(tenant)));
    }

    /** The named vector that is the record's, where one is configured. */
    @Nullable
    String vectorOf(String className) {
        for (WeaviateCollection each : collections) {
            if (each.name().equals(className)) {
                return each.vector();
            }
        }
        return null;
    }
}
