package dev.graphiti.migrator.pipeline;

import dev.graphiti.migrator.mapping.RecordMapping;
import dev.graphiti.migrator.model.MappedRecord;
import dev.graphiti.migrator.source.SourceRecord;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;

/** Maps records, and emits each at once. */
final class RecordMappingOperator extends MappingOperator<MappedRecord> {
    RecordMappingOperator(
            StreamOperatorParameters<MappedRecord> parameters,
            RecordMapping mapper,
            String runId,
            int spread,
            long keptBytes,
            boolean compared) {
        super(parameters, mapper, runId, spread, keptBytes, compared);
    }

    @Override
    void pass(SourceRecord record, MappedRecord mapped) {
        emit(mapped);
    }
}
