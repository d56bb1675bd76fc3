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
        description = "The Parquet files of an export that a Weaviate server has written: a snapshot.")
public record WeaviateExportOptions(
        @Setting(
                value = "The folders of the export, or single files.",
                example = "[\"s3://backups/weaviate/export-7\"]")
        List<String> paths,

        @Setting("The classes and tenants to read. If omitted, all in the files.")
        List<WeaviateCollection> collections,

        @Setting(
                value = "A file with the server's answer to GET /v1/schema. It provides the types of properties and"
                        + " the classes of old beacons.",
                example = "schema.json")
        @Nullable
        String schema,

        @Setting(
                value = "Properties of the type blob, which are recognized only with the schema.",
                defaultValue = "leave-out")
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
