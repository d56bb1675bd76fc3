package dev.graphiti.migrator.source.flink;

import dev.graphiti.migrator.flink.WireTypes;
import dev.graphiti.migrator.source.RecordSource;
import dev.graphiti.migrator.source.SourceRecord;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Any {@link RecordSource} as a bounded source of Flink. Its splits are those of a frozen plan and then live in the
 * checkpoint, each with its position, so a job resumes at any parallelism behind the last record that it emitted. A
 * {@link dev.graphiti.migrator.model.MigratorException} of the source fails the job without a restart; any other
 * failure follows the job's restart strategy.
 *
 * <p>Gauges: {@code sourceSize} and {@code sourceUnassigned} on the enumerator, {@code sourceProgress} and
 * {@code sourceRemaining} on the readers. What is done, also after a restore, is
 * {@code sourceSize - sourceUnassigned - sum(sourceRemaining)}.
 */
public final class FlinkRecordSource
        implements Source<SourceRecord, RecordSourceSplit, EnumeratorState>, ResultTypeQueryable<SourceRecord> {
    private final RecordSource source;
    private final FrozenSplits frozen;

    /** One that asks the source itself for its splits when the job starts. */
    public FlinkRecordSource(RecordSource source) {
        this(source, source::splits);
    }

    /** One that reads the splits of a plan that was made before. */
    public FlinkRecordSource(RecordSource source, FrozenSplits frozen) {
        this.source = source;
        this.frozen = frozen;
    }

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.BOUNDED;
    }

    @Override
    public SplitEnumerator<RecordSourceSplit, EnumeratorState> createEnumerator(
            SplitEnumeratorContext<RecordSourceSplit> context) {
        return restoreEnumerator(context, EnumeratorState.NOT_MADE);
    }

    @Override
    public SplitEnumerator<RecordSourceSplit, EnumeratorState> restoreEnumerator(
            SplitEnumeratorContext<RecordSourceSplit> context, EnumeratorState plan) {
        return new RecordSourceEnumerator(frozen, context, plan);
    }

    @Override
    public SourceReader<SourceRecord, RecordSourceSplit> createReader(SourceReaderContext context) {
        return RecordSourceReader.of(source, context);
    }

    @Override
    public SimpleVersionedSerializer<RecordSourceSplit> getSplitSerializer() {
        return SourceStateSerializer.ofSplit();
    }

    @Override
    public SimpleVersionedSerializer<EnumeratorState> getEnumeratorCheckpointSerializer() {
        return SourceStateSerializer.ofPlan();
    }

    @Override
    public TypeInformation<SourceRecord> getProducedType() {
        return WireTypes.of(SourceRecord.class);
    }
}
