package dev.graphiti.migrator.graph;

import dev.graphiti.migrator.model.DeadLetter;
import dev.graphiti.migrator.model.MappedRecord;
import dev.graphiti.migrator.stream.OperatorFactory;
import java.io.Serializable;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.util.OutputTag;

/**
 * The last stage of a migration: records go in, and what became of each of their elements comes out.
 *
 * @param written elements that stand in the graph
 * @param writtenLate the few of them that had to wait; apart, so that the many need not travel between tasks to meet them
 * @param deadLetters elements that never will
 */
public record GraphStage(
        DataStream<WrittenElement> written,
        DataStream<WrittenElement> writtenLate,
        DataStream<DeadLetter> deadLetters) {
    private static final TypeInformation<WrittenElement> WRITTEN = TypeInformation.of(WrittenElement.class);

    /** The side outputs of the writer. */
    record Tags(OutputTag<DeadLetter> deadLetters, OutputTag<WaitingEdge> waitingEdges) implements Serializable {
        static Tags create() {
            return new Tags(
                    new OutputTag<>("dead-letters", TypeInformation.of(DeadLetter.class)),
                    new OutputTag<>("waiting-edges", TypeInformation.of(WaitingEdge.class)));
        }
    }

    /** Records of one group must come from one subtask, or their edges wait for their ends more often. */
    public static GraphStage apply(
            DataStream<MappedRecord> records, TargetOptions target, WriteOptions options, String runId) {
        return apply(records, options, WriterFactory.to(target, options, runId));
    }

    static GraphStage apply(DataStream<MappedRecord> records, WriteOptions options, WriterFactory factory) {
        Tags tags = Tags.create();
        SingleOutputStreamOperator<WrittenElement> first = records.transform(
                        "write to Neo4j",
                        WRITTEN,
                        OperatorFactory.of(
                                GraphWriter.class, parameters -> new GraphWriter(parameters, options, factory, tags)))
                .uid("write");
        SingleOutputStreamOperator<WrittenElement> late = first.getSideOutput(tags.waitingEdges())
                .keyBy(WaitingEdge::groupId)
                .transform(
                        "write waiting edges",
                        WRITTEN,
                        OperatorFactory.of(
                                WaitingEdgeWriter.class,
                                parameters -> new WaitingEdgeWriter(parameters, options, factory, tags)))
                .uid("write-waiting-edges");
        return new GraphStage(
                first, late, first.getSideOutput(tags.deadLetters()).union(late.getSideOutput(tags.deadLetters())));
    }
}
