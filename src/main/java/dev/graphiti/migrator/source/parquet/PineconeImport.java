package dev.graphiti.migrator.source.parquet;

import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;
import dev.graphiti.migrator.source.fields.Fields;
import dev.graphiti.migrator.source.json.DamagedRecordException;
import dev.graphiti.migrator.source.json.RecordKind;
import dev.graphiti.migrator.source.json.RecordParser;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A row as Pinecone imports it, with its metadata as a struct, whether it is stored as one or as JSON text. */
final class PineconeImport implements RowShape {
    static final String METADATA = "metadata";

    private static final String ID = "id";
    private static final String VALUES = "values";
    private static final String SPARSE = "sparse_values";
    private static final int LARGEST_METADATA = 16 << 20;

    private final RecordParser parser = new RecordParser(RecordKind.METADATA, LARGEST_METADATA);

    /** Refuses a file of another kind before anything is read. */
    static void check(ParquetScan scan) {
        boolean vectors = scan.columns().contains(VALUES) || scan.columns().contains(SPARSE);
        if (scan.damage() == null && !(scan.columns().contains(ID) && vectors)) {
            throw new MigratorException(
                    Fault.SOURCE,
                    "file %s has the columns %s, but the layout pinecone-import needs id, and values or sparse_values; correct source.inputs or set layout: plain"
                            .formatted(scan.file().name(), scan.columns()));
        }
    }

    @Override
    public Fields fields(Fields row) throws UnfitRowException {
        if (row.at(ID) == null) {
            throw new UnfitRowException("the vector has no id");
        }
        checkSparse(row.at(SPARSE));
        Map<String, @Nullable Object> fields = new LinkedHashMap<>(row.root());
        fields.put(METADATA, metadata(row.at(METADATA)));
        return new Fields(fields);
    }

    private static void checkSparse(@Nullable Object sparse) throws UnfitRowException {
        if (Fields.at(sparse, "indices") instanceof List<?> indices
                && Fields.at(sparse, VALUES) instanceof List<?> values
                && indices.size() != values.size()) {
            throw new UnfitRowException(
                    "sparse_values has %d indices but %d values".formatted(indices.size(), values.size()));
        }
    }

    private @Nullable Object metadata(@Nullable Object stored) throws UnfitRowException {
        if (stored instanceof String text) {
            return text.isBlank() ? null : parsed(text.strip());
        }
        if (stored == null || stored instanceof Map<?, ?>) {
            return stored == null ? null : withoutNulls((Map<?, ?>) stored);
        }
        throw new UnfitRowException("metadata is neither JSON text nor a struct");
    }

    private Map<String, @Nullable Object> parsed(String text) throws UnfitRowException {
        if (!text.startsWith("{")) {
            throw new UnfitRowException("metadata is a text but not a JSON object");
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try {
            return parser.parse(bytes, 0, bytes.length).root();
        } catch (DamagedRecordException e) {
            throw new UnfitRowException(e.sentence());
        }
    }

    /** A struct has the keys of all records; Pinecone knows no null, so what is null was not there. */
    private static Map<String, @Nullable Object> withoutNulls(Map<?, ?> struct) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        struct.forEach((key, value) -> {
            if (value != null) {
                map.put(String.valueOf(key), value);
            }
        });
        return map;
    }
}
