package dev.graphiti.migrator.graph.stage;

import dev.graphiti.migrator.flink.OperatorFactory;
import dev.graphiti.migrator.flink.WireTypes;
import dev.graphiti.migrator.flink.stage.StageName;
import dev.graphiti.migrator.flink.stage.StageScope;
import dev.graphiti.migrator.graph.TargetOptions;
import dev.graphiti.migrator.graph.write.WriteOptions;
import dev.graphiti.migrator.model.DeadLetter;
import dev.graphiti.migrator.model.MappedRecord;
import dev.graphiti.migrator.model.RunClaim;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * The operators that write records to the graph, and report what became of each element.
 *
 * @param steps each has separate outputs, which are processed in the same task
 */
public record WriteSteps(List<Step> steps) {
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

    public WriteSteps {
        steps = List.copyOf(steps);
    }

    /** Dead letters of all steps. */
    public DataStream<DeadLetter> deadLetters() {
        return steps.stream()
                .map(Step::deadLetters)
                .reduce((some, more) -> some.union(more))
                .orElseThrow();
    }

    /**
     * Records of one group must come from one subtask unless it is spread, or their edges wait for their ends more often.
     *
     * @param earlierStarts when the earlier runs of the same name have started
     */
    public static WriteSteps apply(
            DataStream<MappedRecord> records,
            StageScope scope,
            TargetOptions target,
            WriteOptions options,
            RunClaim claim,
            List<Instant> earlierStarts) {
        WriterFactory factory = WriterFactory.to(target, options, claim, earlierStarts);
        Tags tags = Tags.create();
        if (options.spread() > 1) {
            return spread(records, scope, options, factory, tags);
        }
        SingleOutputStreamOperator<WrittenElement> all = scope.named(
                records.transform("write to Neo4j", WRITTEN, writer(options, factory, tags)),
                "write to Neo4j",
                "write");
        return new WriteSteps(List.of(Step.of("", all, tags), late(all, scope, options, factory, tags)));
    }

    /**
     * Nodes are written where they are, by many, but the edges of a group by one: a transaction that makes an edge locks both
     * of its ends, so several of them in one group would end in deadlocks all the time.
     */
    private static WriteSteps spread(
            DataStream<MappedRecord> records,
            StageScope scope,
            WriteOptions options,
            WriterFactory factory,
            Tags tags) {
        OutputTag<MappedRecord> passedOn = new OutputTag<>("edges", records.getType());
        SingleOutputStreamOperator<WrittenElement> nodes = scope.named(
                records.transform("write to Neo4j", WRITTEN, writer(options, factory, tags.passingEdgesTo(passedOn))),
                "write to Neo4j",
                "write");
        SingleOutputStreamOperator<WrittenElement> edges = scope.named(
                nodes.getSideOutput(passedOn)
                        .keyBy(MappedRecord::groupId)
                        .transform("write edges to Neo4j", WRITTEN, writer(options, factory, tags)),
                "write edges to Neo4j",
                "write-edges");
        return new WriteSteps(List.of(
                Step.of("", nodes, tags), Step.of(" edges", edges, tags), late(edges, scope, options, factory, tags)));
    }

    private static OperatorFactory<MappedRecord, WrittenElement> writer(
            WriteOptions options, WriterFactory factory, Tags tags) {
        return OperatorFactory.of(GraphWriter.class, parameters -> new GraphWriter(parameters, options, factory, tags));
    }

    private static Step late(
            SingleOutputStreamOperator<WrittenElement> edges,
            StageScope scope,
            WriteOptions options,
            WriterFactory factory,
            Tags tags) {
        SingleOutputStreamOperator<WrittenElement> late = scope.named(
                edges.getSideOutput(tags.waitingEdges())
                        .keyBy(WaitingEdge::groupId)
                        .transform(
                                "write waiting edges",
                                WRITTEN,
                                OperatorFactory.of(
                                        WaitingEdgeWriter.class,
                                        parameters -> new WaitingEdgeWriter(parameters, options, factory, tags))),
                "write waiting edges");
        return Step.of(" late", late, tags);
    }
}
