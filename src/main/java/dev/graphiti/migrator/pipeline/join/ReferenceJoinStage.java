package dev.graphiti.migrator.pipeline.join;

import dev.graphiti.migrator.flink.WireTypes;
import dev.graphiti.migrator.flink.stage.Stage;
import dev.graphiti.migrator.flink.stage.StageName;
import dev.graphiti.migrator.flink.stage.StageOutput;
import dev.graphiti.migrator.flink.stage.StageScope;
import dev.graphiti.migrator.mapping.RecordMapping;
import dev.graphiti.migrator.source.SourceRecord;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.util.OutputTag;

/**
 * Answers what records ask of each other, by keyed joins: each question goes to the subtask that keeps what is offered
 * under its key, and the answers meet the record again under a key of its own. Each record that comes in goes out once,
 * also one whose questions nobody answers: it waits for the end of the source, for only then is that known.
 *
 * <pre>
 * records - take apart -(by key)- answer -(by record)- put together - records
 *                   \____________________________________/  those that ask nothing pass by
 * </pre>
 */
public final class ReferenceJoinStage implements Stage<SourceRecord, SourceRecord> {
    public static final StageName NAME = StageName.ofTask("join", "joining references");

    static final TypeInformation<SourceRecord> RECORD = WireTypes.of(SourceRecord.class);
    static final OutputTag<LookupRequest> INQUIRIES = new OutputTag<>("inquiries", WireTypes.of(LookupRequest.class));
    static final OutputTag<JoinInput> ASKING = new OutputTag<>("asking-records", WireTypes.of(JoinInput.class));

    private final RecordMapping mapping;

    /** @param mapping which names the references of a record */
    public ReferenceJoinStage(RecordMapping mapping) {
        this.mapping = mapping;
    }

    @Override
    public StageName name() {
        return NAME;
    }

    /** Every record is in the output once, with its answers. */
    @Override
    public StageOutput<SourceRecord> apply(DataStream<SourceRecord> records, StageScope scope) {
        SingleOutputStreamOperator<SourceRecord> independent =
                scope.named(records.process(new ReferenceExtractor(mapping)).returns(RECORD), "find references");
        SingleOutputStreamOperator<JoinInput> answers = scope.named(
                independent
                        .getSideOutput(INQUIRIES)
                        .keyBy(LookupRequest::key)
                        .process(new LookupJoinFunction())
                        .returns(WireTypes.of(JoinInput.class)),
                "answer references");
        SingleOutputStreamOperator<SourceRecord> answered = scope.named(
                independent
                        .getSideOutput(ASKING)
                        .union(answers)
                        .keyBy(JoinInput::asker)
                        .process(new ReferenceAssembler())
                        .returns(RECORD),
                "join references");
        return StageOutput.of(independent.union(answered));
    }
}
