package dev.graphiti.migrator.mapping;

import dev.graphiti.migrator.mapping.yaml.RecordMapper;
import dev.graphiti.migrator.model.MappedRecord;
import dev.graphiti.migrator.model.RecordOrigin;
import dev.graphiti.migrator.source.SourceRecord;
import dev.graphiti.migrator.source.fields.Fields;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Records and mappers for tests. */
public final class Records {
    public static final Instant RUN_START = Instant.parse("2026-03-01T12:00:00Z");

    private Records() {}

    public static RecordMapper mapper(String yaml) {
        return new RecordMapper(MappingYaml.read(yaml), RUN_START);
    }

    public static SourceRecord record(String collection, String id, Fields fields) {
        RecordOrigin origin = new RecordOrigin("json", collection, id, collection + ".jsonl", "offset 0");
        return SourceRecord.sound(origin, "next", 1, fields);
    }

    public static SourceRecord record(String collection, @Nullable Object... keysAndValues) {
        return record(collection, "", Fields.of(keysAndValues));
    }

    public static MappedRecord mapped(RecordMapper mapper, SourceRecord record) {
        Mapping mapping = mapper.map(record);
        if (mapping instanceof Mapping.Mapped mapped) {
            return mapped.record();
        }
        throw new AssertionError("not mapped: " + mapping);
    }
}
