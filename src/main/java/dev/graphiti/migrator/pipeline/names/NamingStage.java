package dev.graphiti.migrator.pipeline.names;

import dev.graphiti.migrator.flink.CountingOperator;
import dev.graphiti.migrator.flink.OperatorFactory;
import dev.graphiti.migrator.flink.WireTypes;
import dev.graphiti.migrator.flink.stage.Stage;
import dev.graphiti.migrator.flink.stage.StageName;
import dev.graphiti.migrator.flink.stage.StageOutput;
import dev.graphiti.migrator.flink.stage.StageScope;
import dev.graphiti.migrator.mapping.RecordMapping;
import dev.graphiti.migrator.model.MappedRecord;
import dev.graphiti.migrator.pipeline.phase.Phase;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.util.OutputTag;

/**
 * Gives facts the names of entities to which their record refers by id. Facts leave their record, wait for the name, and follow
 * it. A record without such facts passes unchanged, in the task in which it is.
 *
 * <pre>
 * records - find names ------------------------------------------------- union
 *                  \-(by entity)- name facts -(by other end)- name facts -(by group)-/
 * </pre>
 *
 * @param phases one for each end of a fact that may be without a name
 */
public record NamingStage(RecordMapping mapping, TargetNames target, List<Phase> phases)
        implements Stage<MappedRecord, MappedRecord> {
    public static final StageName NAME = StageName.ofTask("name facts", "names of facts");

    static final OutputTag<NameMessage> MESSAGES = new OutputTag<>("names", WireTypes.of(NameMessage.class));
    static final OutputTag<NameMessage> STILL_OPEN = new OutputTag<>("still-open", WireTypes.of(NameMessage.class));

    private static final TypeInformation<MappedRecord> MAPPED = WireTypes.of(MappedRecord.class);

    public NamingStage {
        phases = List.copyOf(phases);
    }

    @Override
    public StageName name() {
        return NAME;
    }

    @Override
    public StageOutput<MappedRecord> apply(DataStream<MappedRecord> records, StageScope scope) {
        SingleOutputStreamOperator<MappedRecord> complete =
                scope.named(records.process(new NameExtractor(mapping)).returns(MAPPED), "find names");
        DataStream<NameMessage> messages = complete.getSideOutput(MESSAGES);
        StageOutput<MappedRecord> output = StageOutput.of(complete);
        TargetNames names = target;
        for (int i = 0; i < phases.size(); i++) {
            SingleOutputStreamOperator<MappedRecord> named = scope.named(
                    phases.get(i)
                            .apply(
                                    messages.keyBy(NameMessage::uuid),
                                    MAPPED,
                                    OperatorFactory.ofPhase(
                                            NamingOperator.class, parameters -> new NamingOperator(parameters, names))),
                    i == 0 ? "name facts" : "name facts again");
            if (i + 1 < phases.size()) {
                messages = namesAlone(complete, scope).union(named.getSideOutput(STILL_OPEN));
            }
            output = output.union(
                    StageOutput.of(byGroup(named, i, scope)).withCounts(named.getSideOutput(CountingOperator.COUNTS)));
        }
        return output;
    }

    private static DataStream<NameMessage> namesAlone(
            SingleOutputStreamOperator<MappedRecord> records, StageScope scope) {
        return scope.named(records.getSideOutput(MESSAGES).filter(message -> message.fact() == null), "names alone");
    }

    /** In the subtask that has the other elements of the group. */
    private static DataStream<MappedRecord> byGroup(DataStream<MappedRecord> facts, int pass, StageScope scope) {
        return scope.named(
                facts.keyBy(MappedRecord::groupId)
                        .<MappedRecord>map(fact -> fact)
                        .returns(MAPPED),
                pass == 0 ? "named facts" : "facts named again");
    }
}
