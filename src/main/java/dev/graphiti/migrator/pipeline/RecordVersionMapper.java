package dev.graphiti.migrator.pipeline;

import dev.graphiti.migrator.count.Count;
import dev.graphiti.migrator.mapping.Mapping;
import dev.graphiti.migrator.mapping.Rank;
import dev.graphiti.migrator.mapping.RecordMapping;
import dev.graphiti.migrator.mapping.path.MappingException;
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
    private static final String NO_RANK = "latest-by-missing";

    private final RecordMapping mapper;
    private final boolean deletable;
    private final @Nullable String latestBy;
    private transient @Nullable MapState<String, Boolean> identities;

    RecordVersionMapper(
            StreamOperatorParameters<Version> parameters,
            RecordMapping mapper,
            String runId,
            int spread,
            long keptBytes,
            boolean compared,
            boolean deletable,
            @Nullable String latestBy) {
        super(parameters, mapper, runId, spread, keptBytes, compared);
        this.mapper = mapper;
        this.deletable = deletable;
        this.latestBy = latestBy;
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
        Rank rank = null;
        if (latestBy != null) {
            try {
                rank = mapper.rank(record, latestBy);
            } catch (MappingException e) {
                reject(record, new Mapping.Rejected("map", e.reason(), e.sentence(), mapped.origin()));
                return;
            }
            if (rank.isMissing()) {
                count(Count.note(record.origin().collection(), NO_RANK, 1));
            }
        }
        if (identities == null) {
            emit(Version.of(mapped, "", rank));
            return;
        }
        Version version = Version.of(mapped, sourceKey(record), rank);
        if (!record.origin().id().isEmpty() && !identities.contains(version.identity())) {
            identities.put(version.identity(), true);
        }
        emit(version);
    }
}
