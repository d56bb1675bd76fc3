package dev.graphiti.migrator.pipeline.dedupe;

import dev.graphiti.migrator.flink.CountingOperator;
import dev.graphiti.migrator.flink.OperatorFactory;
import dev.graphiti.migrator.flink.WireTypes;
import dev.graphiti.migrator.flink.stage.Stage;
import dev.graphiti.migrator.flink.stage.StageName;
import dev.graphiti.migrator.flink.stage.StageOutput;
import dev.graphiti.migrator.flink.stage.StageScope;
import dev.graphiti.migrator.graph.write.WriteOptions.OnDuplicate;
import dev.graphiti.migrator.model.MappedRecord;
import dev.graphiti.migrator.pipeline.phase.Phase;
import java.util.Locale;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * Holds all records, and releases one of each identity in a phase.
 *
 * @param policy which one
 */
public record HeldDuplicatesStage(OnDuplicate policy, Phase phase) implements Stage<Version, MappedRecord> {
    public static final StageName NAME = StageName.ofTask("hold", "held duplicates");

    @Override
    public StageName name() {
        return NAME;
    }

    /** By identity, so that one subtask does not release a whole group. The policy is in the uid, for it decides what is held. */
    @Override
    public StageOutput<MappedRecord> apply(DataStream<Version> versions, StageScope scope) {
        OnDuplicate which = policy;
        SingleOutputStreamOperator<MappedRecord> released = scope.named(
                phase.apply(
                        versions.keyBy(Version::identity),
                        WireTypes.of(MappedRecord.class),
                        OperatorFactory.ofPhase(
                                BufferedDeduplicator.class, parameters -> new BufferedDeduplicator(parameters, which))),
                "hold for duplicates",
                "hold-for-duplicates-" + policy.name().toLowerCase(Locale.ROOT));
        return StageOutput.of(released).withCounts(released.getSideOutput(CountingOperator.COUNTS));
    }
}
