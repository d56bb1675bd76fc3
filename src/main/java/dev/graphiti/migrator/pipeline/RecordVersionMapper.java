package dev.graphiti.migrator.pipeline;

import dev.graphiti.migrator.mapping.RecordMapping;
import dev.graphiti.migrator.model.MappedRecord;
import dev.graphiti.migrator.pipeline.dedupe.HeldDuplicatesStage;
import dev.graphiti.migrator.pipeline.dedupe.Version;
import dev.graphiti.migrator.source.SourceRecord;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/**
 * Maps records for {@link HeldDuplicatesStage}. Where the source tells deletions, such as a tombstone of Kafka's, a deletion has
 * nothing but the key that the source knows the record by, while duplicates go by the identity that the mapping gives; so
 * this remembers which identities each key of the source has had, and is keyed by {@link #sourceKey}. Records and deletions
 * are emitted in one stream, and so in their order.
 */
final class RecordVersionMapper extends MappingOperator<Version> {
    private final boolean deletable;
    private transient @Nullable MapState<String, Boolean> identities;

    RecordVersionMapper(
            StreamOperatorParameters<Version> parameters,
            RecordMapping mapper,
            String runId,
            int spread,
            long keptBytes,
            boolean deletable) {
        super(parameters, mapper, runId, spread, keptBytes);
        this.deletable = deletable;
    }

    /** What a deletion finds its records by. One that the source gives no key has a key of its own. */
    static String sourceKey(SourceRecord record) {
        String id = record.sourceId();
        return record.origin().split() + (id.isEmpty() ? "@" + record.origin().position() : "/" + id);
    }

    @Override
    public void open() throws Exception {
        super.open();
        identities = deletable
                ? getRuntimeContext()
                        .getMapState(new MapStateDescriptor<>("identities-of-key", Types.STRING, Types.BOOLEAN))
                : null;
    }

    @Override
    public void processElement(StreamRecord<SourceRecord> element) throws Exception {
        super.processElement(element);
        SourceRecord record = element.getValue();
        if (identities != null && record.deletes()) {
            List<String> known = new ArrayList<>();
            identities.keys().forEach(known::add);
            known.forEach(identity -> emit(Version.deletion(identity, sourceKey(record))));
            identities.clear();
        }
    }

    @Override
    void pass(SourceRecord record, MappedRecord mapped) throws Exception {
        if (identities == null) {
            emit(Version.of(mapped, ""));
            return;
        }
        Version version = Version.of(mapped, sourceKey(record));
        if (!record.origin().id().isEmpty() && !identities.contains(version.identity())) {
            identities.put(version.identity(), true);
        }
        emit(version);
    }
}
