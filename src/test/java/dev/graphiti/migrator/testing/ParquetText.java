package dev.graphiti.migrator.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.jspecify.annotations.Nullable;

/** Writes Parquet files of a schema in Parquet's own notation, from rows as their groups are nested in it. */
public final class ParquetText {
    private final MessageType schema;
    private final List<Map<String, ? extends @Nullable Object>> rows = new ArrayList<>();
    private int rowsPerGroup = 1_000_000;
    private CompressionCodecName codec = CompressionCodecName.UNCOMPRESSED;
    private WriterVersion version = WriterVersion.PARQUET_1_0;
    private boolean dictionary = true;
    private Map<String, String> properties = Map.of();

    private ParquetText(MessageType schema) {
        this.schema = schema;
    }

    /**
     * Of these columns.
     *
     * @param fields as in {@code required int64 id; optional binary name (STRING);}
     */
    public static ParquetText of(String fields) {
        return new ParquetText(MessageTypeParser.parseMessageType("message row { " + fields + " }"));
    }

    /** A list field is a map with the repeated group, whose value is a list of maps or of values. */
    public ParquetText row(Map<String, ? extends @Nullable Object> row) {
        rows.add(row);
        return this;
    }

    public ParquetText rows(List<? extends Map<String, ? extends @Nullable Object>> more) {
        rows.addAll(more);
        return this;
    }

    public ParquetText rowsPerGroup(int count) {
        rowsPerGroup = count;
        return this;
    }

    public ParquetText codec(CompressionCodecName newCodec) {
        codec = newCodec;
        return this;
    }

    public ParquetText version(WriterVersion newVersion) {
        version = newVersion;
        return this;
    }

    public ParquetText withoutDictionary() {
        dictionary = false;
        return this;
    }

    public ParquetText properties(Map<String, String> newProperties) {
        properties = newProperties;
        return this;
    }

    /** Writes the file anew, with its folders. */
    public Path write(Path file) throws IOException {
        return write(file, rows);
    }

    /** The same with rows that need not be in memory. */
    public Path write(Path file, Iterable<? extends Map<String, ? extends @Nullable Object>> all) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.deleteIfExists(file);
        try (ParquetWriter<Group> writer = ExampleParquetWriter.builder(new LocalOutputFile(file))
                .withType(schema)
                .withConf(new PlainParquetConfiguration())
                .withCodecFactory(new PageCompressors())
                .withCompressionCodec(codec)
                .withWriterVersion(version)
                .withDictionaryEncoding(dictionary)
                .withExtraMetaData(properties)
                // Checked after so many rows, every row group is too large then.
                .withRowGroupSize(1L)
                .withMinRowCountForPageSizeCheck(rowsPerGroup)
                .withMaxRowCountForPageSizeCheck(rowsPerGroup)
                .build()) {
            for (Map<String, ? extends @Nullable Object> row : all) {
                writer.write(group(schema, row));
            }
        }
        return file;
    }

    private static Group group(GroupType type, Map<?, ?> values) {
        Group group = new SimpleGroup(type);
        for (Type field : type.getFields()) {
            Object value = values.get(field.getName());
            List<?> items = field.isRepetition(Repetition.REPEATED) && value instanceof List<?> list
                    ? list
                    : Arrays.asList(value);
            for (Object item : items) {
                if (item != null) {
                    add(group, field, item);
                }
            }
        }
        return group;
    }

    private static void add(Group group, Type field, Object item) {
        String name = field.getName();
        if (item instanceof Map<?, ?> inner) {
            group.add(name, group(field.asGroupType(), inner));
            return;
        }
        PrimitiveTypeName type = field.asPrimitiveType().getPrimitiveTypeName();
        switch (type) {
            case BOOLEAN -> group.add(name, (Boolean) item);
            case INT32 -> group.add(name, ((Number) item).intValue());
            case INT64 -> group.add(name, ((Number) item).longValue());
            case FLOAT -> group.add(name, ((Number) item).floatValue());
            case DOUBLE -> group.add(name, ((Number) item).doubleValue());
            default -> group.add(name, binary(item));
        }
    }

    private static Binary binary(Object item) {
        return item instanceof byte[] bytes ? Binary.fromConstantByteArray(bytes) : Binary.fromString(item.toString());
    }
}
