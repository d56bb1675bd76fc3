package dev.graphiti.migrator.graph.stage;

import dev.graphiti.migrator.flink.OperatorFactory;
import dev.graphiti.migrator.flink.StageName;
import dev.graphiti.migrator.flink.WireTypes;
import dev.graphiti.migrator.graph.TargetOptions;
import dev.graphiti.migrator.graph.write.WriteOptions;
import dev.graphiti.migrator.model.DeadLetter;
import dev.graphiti.migrator.model.MappedRecord;
import dev.graphiti.migrator.model.RunClaim;
import java.io.Serializable;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * The last stage of a migration: records go in, and what became of each of their elements comes out.
 *
 * @param steps by which it is written: apart, so that what they tell need not travel between tasks to meet
 */
public record GraphStage(List<Step> steps) {
    public static final StageName NAME = new StageName(
            "write",
            "Neo4j commits",
            new StageName.Busy("neo4jBusyMs", true),
            null,
            List.of("retriesTransient", "retriesOutage"));

    private static final TypeInformation<WrittenElement> WRITTEN = WireTypes.of(WrittenElement.class);

    /**
     * One step.
     *
     * @param name a word with a space before it; empty for the first
     * @param written elements that stand in the graph
     * @param deadLetters elements that never will
     * @param retries batches that were sent again, told before each barrier
     */
    public record Step(
            String name,
            DataStream<WrittenElement> written,
            DataStream<DeadLetter> deadLetters,
            DataStream<RetriedBatches> retries) {
        static Step of(String name, SingleOutputStreamOperator<WrittenElement> writer, Tags tags) {
            return new Step(
                    name, writer, writer.getSideOutput(tags.deadLetters()), writer.getSideOutput(tags.retries()));
        }
    }

    /**
     * The side outputs of a writer.
     *
     * @param edges where edges go that another writer is to write; null if it writes them itself
     */
    record Tags(
            OutputTag<DeadLetter> deadLetters,
            OutputTag<WaitingEdge> waitingEdges,
            OutputTag<RetriedBatches> retries,
            @Nullable OutputTag<MappedRecord> edges)
            implements Serializable {
        static Tags create() {
            return new Tags(
                    new OutputTag<>("dead-letters", WireTypes.of(DeadLetter.class)),
                    new OutputTag<>("waiting-edges", WireTypes.of(WaitingEdge.class)),
                    new OutputTag<>("retried-batches", WireTypes.of(RetriedBatches.class)),
                    null);
        }

        Tags passingEdgesTo(OutputTag<MappedRecord> output) {
            return new Tags(deadLetters, waitingEdges, retries, output);
        }
    }

    public GraphStage {
        steps = List.copyOf(steps);
    }

    /** Dead letters of all steps. */
    public DataStream<DeadLetter> deadLetters() {
        return steps.stream()
                .map(Step::deadLetters)
                .reduce((some, more) -> some.union(more))
                .orElseThrow();
    }

    /** Records of one group must come from one subtask unless it is spread, or their edges wait for their ends more often. */
    public static GraphStage apply(
            DataStream<MappedRecord> records, TargetOptions target, WriteOptions options, RunClaim claim) {
        return apply(records, options, WriterFactory.to(target, options, claim));
    }

    static GraphStage apply(DataStream<MappedRecord> records, WriteOptions options, WriterFactory factory) {
        Tags tags = Tags.create();
        if (options.spread() > 1) {
            return spread(records, options, factory, tags);
        }
        SingleOutputStreamOperator<WrittenElement> all = records.transform(
                        "write to Neo4j", WRITTEN, writer(options, factory, tags))
                .uid("write");
        return new GraphStage(List.of(Step.of("", all, tags), late(all, options, factory, tags)));
    }

    /**
     * Nodes are written where they are, by many, but the edges of a group by one: a transaction that makes an edge locks both
     * of its ends, so several of them in one group would end in deadlocks all the time.
     */
    private static GraphStage spread(
            DataStream<MappedRecord> records, WriteOptions options, WriterFactory factory, Tags tags) {
        OutputTag<MappedRecord> passedOn = new OutputTag<>("edges", records.getType());
        SingleOutputStreamOperator<WrittenElement> nodes = records.transform(
                        "write to Neo4j", WRITTEN, writer(options, factory, tags.passingEdgesTo(passedOn)))
                .uid("write");
        SingleOutputStreamOperator<WrittenElement> edges = nodes.getSideOutput(passedOn)
                .keyBy(MappedRecord::groupId)
                .transform("write edges to Neo4j", WRITTEN, writer(options, factory, tags))
                .uid("write-edges");
        return new GraphStage(
                List.of(Step.of("", nodes, tags), Step.of(" edges", edges, tags), late(edges, options, factory, tags)));
    }

    private static OperatorFactory<MappedRecord, WrittenElement> writer(
            WriteOptions options, WriterFactory factory, Tags tags) {
        return OperatorFactory.of(GraphWriter.class, parameters -> new GraphWriter(parameters, options, factory, tags));
    }

    private static Step late(
            SingleOutputStreamOperator<WrittenElement> edges, WriteOptions options, WriterFactory factory, Tags tags) {
        SingleOutputStreamOperator<WrittenElement> late = edges.getSideOutput(tags.waitingEdges())
                .keyBy(WaitingEdge::groupId)
                .transform(
                        "write waiting edges",
                        WRITTEN,
                        OperatorFactory.of(
                                WaitingEdgeWriter.class,
                                parameters -> new WaitingEdgeWriter(parameters, options, factory, tags)))
                .uid("write-waiting-edges");
        return Step.of(" late", late, tags);
    }
}
