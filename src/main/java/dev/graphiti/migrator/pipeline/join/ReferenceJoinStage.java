package dev.graphiti.migrator.pipeline.join;

import dev.graphiti.migrator.flink.WireTypes;
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
public final class ReferenceJoinStage {
    static final TypeInformation<SourceRecord> RECORD = WireTypes.of(SourceRecord.class);
    static final OutputTag<LookupRequest> INQUIRIES = new OutputTag<>("inquiries", WireTypes.of(LookupRequest.class));
    static final OutputTag<JoinInput> ASKING = new OutputTag<>("asking-records", WireTypes.of(JoinInput.class));

    private ReferenceJoinStage() {}

    /** The records with their answers. */
    public static DataStream<SourceRecord> apply(DataStream<SourceRecord> records, RecordMapping mapping) {
        SingleOutputStreamOperator<SourceRecord> independent = records.process(new ReferenceExtractor(mapping))
                .returns(RECORD)
                .name("find references")
                .uid("find-references");
        SingleOutputStreamOperator<JoinInput> answers = independent
                .getSideOutput(INQUIRIES)
                .keyBy(LookupRequest::key)
                .process(new LookupJoinFunction())
                .returns(WireTypes.of(JoinInput.class))
                .name("answer references")
                .uid("answer-references");
        SingleOutputStreamOperator<SourceRecord> answered = independent
                .getSideOutput(ASKING)
                .union(answers)
                .keyBy(JoinInput::asker)
                .process(new ReferenceAssembler())
                .returns(RECORD)
                .name("join references")
                .uid("join-references");
        return independent.union(answered);
    }
}
