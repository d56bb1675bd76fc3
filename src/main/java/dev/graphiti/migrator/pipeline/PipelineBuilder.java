package dev.graphiti.migrator.pipeline;

import dev.graphiti.migrator.app.KeptSplits;
import dev.graphiti.migrator.app.MigrationConfig;
import dev.graphiti.migrator.config.Variant;
import dev.graphiti.migrator.count.Count;
import dev.graphiti.migrator.embedding.config.VectorSpace;
import dev.graphiti.migrator.embedding.stage.EmbeddingStage;
import dev.graphiti.migrator.embedding.stage.EmbeddingStreams;
import dev.graphiti.migrator.flink.CountingOperator;
import dev.graphiti.migrator.flink.OperatorFactory;
import dev.graphiti.migrator.flink.StageName;
import dev.graphiti.migrator.flink.WireTypes;
import dev.graphiti.migrator.graph.stage.GraphStage;
import dev.graphiti.migrator.graph.stage.RetriedBatches;
import dev.graphiti.migrator.graph.stage.WrittenElement;
import dev.graphiti.migrator.graph.write.WriteOptions.OnDuplicate;
import dev.graphiti.migrator.ledger.FencedSink;
import dev.graphiti.migrator.ledger.FolderLease;
import dev.graphiti.migrator.ledger.LedgerRow;
import dev.graphiti.migrator.mapping.RecordMapping;
import dev.graphiti.migrator.model.DeadLetter;
import dev.graphiti.migrator.model.MappedRecord;
import dev.graphiti.migrator.model.RunClaim;
import dev.graphiti.migrator.pipeline.join.ReferenceJoinStage;
import dev.graphiti.migrator.pipeline.phase.Phase;
import dev.graphiti.migrator.pipeline.phase.PhaseMarker;
import dev.graphiti.migrator.run.MigrationRun;
import dev.graphiti.migrator.run.RunFiles;
import dev.graphiti.migrator.source.SourceRecord;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The job. Every operator has a uid: it is the name of its state in a savepoint, and must never change.
 *
 * <pre>
 * source - map -(by group)- deduplicate - embed - write -(by group)- write waiting edges
 *             \                  \           \       \___________________/
 *              dead letters, counts ...             ledger
 * </pre>
 *
 * <p>Where records refer to each other, {@link ReferenceJoinStage} stands before the mapping.
 *
 * <p>A group that is spread comes to deduplication record by record, and is dealt out by the uuids of its elements after
 * that: a record's parts alone could not tell that another one has its id.
 */
public final class PipelineBuilder {
    /** Fixed, because savepoints are cut into this number of key groups. */
    public static final int MAX_PARALLELISM = 512;

    /** In the order of the flow. */
    public static final List<StageName> STAGES = List.of(
            StageName.ofTask("read", "reading the source"),
            StageName.ofTask("map", "mapping (CPU)"),
            StageName.ofTask("hold", "held duplicates"),
            EmbeddingStage.NAME,
            GraphStage.NAME);

    private static final TypeInformation<MappedRecord> MAPPED = WireTypes.of(MappedRecord.class);
    private static final TypeInformation<DeadLetter> DEAD_LETTER = WireTypes.of(DeadLetter.class);

    private final MigrationConfig config;
    private final MigrationRun run;
    private final RunClaim claim;
    private final VectorSpace space;

    /**
     * A job for one run.
     *
     * @param claim shows that the job owns the run
     * @param space the space of all vectors, which the preflight has found out
     */
    public PipelineBuilder(MigrationConfig config, MigrationRun run, RunClaim claim, VectorSpace space) {
        this.config = config;
        this.run = run;
        this.claim = claim;
        this.space = space;
    }

    public void buildOn(StreamExecutionEnvironment env) {
        buildOn(env.fromSource(
                        config.source().flinkSource(new KeptSplits(run.files().runDirectory())),
                        WatermarkStrategy.noWatermarks(),
                        "read "
                                + Objects.requireNonNull(
                                                config.source().getClass().getAnnotation(Variant.class))
                                        .value())
                .uid("read"));
    }

    /** All steps behind the source. */
    public void buildOn(DataStream<SourceRecord> records) {
        Instant startedAt = run.startedAt();
        SingleOutputStreamOperator<MappedRecord> mapped = map(records);
        SingleOutputStreamOperator<MappedRecord> unique = deduplicate(mapped);
        SingleOutputStreamOperator<MappedRecord> lean = deduplicateEntities(unique);
        EmbeddingStreams embedded = EmbeddingStage.apply(lean, config.embedding(), space);
        GraphStage graph =
                GraphStage.apply(embedded.records(), Objects.requireNonNull(config.target()), config.write(), claim);
        SingleOutputStreamOperator<DeadLetter> deadLetters = mapped.getSideOutput(RecordMappingOperator.DEAD_LETTERS)
                .union(
                        unique.getSideOutput(RecordDeduplicator.DEAD_LETTERS),
                        embedded.deadLetters(),
                        graph.deadLetters())
                .transform(
                        "account dead letters",
                        DEAD_LETTER,
                        OperatorFactory.of(
                                DeadLetterCounter.class, parameters -> new DeadLetterCounter(parameters, startedAt)))
                .uid("account-dead-letters");
        DataStream<Count> counts = mapped.getSideOutput(CountingOperator.COUNTS)
                .union(
                        unique.getSideOutput(CountingOperator.COUNTS),
                        lean.getSideOutput(CountingOperator.COUNTS),
                        deadLetters.getSideOutput(CountingOperator.COUNTS));
        for (int writer = 0; writer < graph.steps().size(); writer++) {
            GraphStage.Step each = graph.steps().get(writer);
            counts = counts.union(
                    account(each.written(), each.name(), writer).getSideOutput(CountingOperator.COUNTS),
                    countRetries(each.retries(), each.name()));
        }
        RunFiles files = run.files();
        deadLetters
                .sinkTo(fenced(files.deadLetterSink()))
                .name("keep dead letters")
                .uid("keep-dead-letters");
        counts.sinkTo(fenced(files.countSink())).name("keep counts").uid("keep-counts");
    }

    private <T> FencedSink<T> fenced(FileSink<T> sink) {
        return new FencedSink<>(sink, FolderLease.in(run.files().runDirectory()), claim);
    }

    private SingleOutputStreamOperator<MappedRecord> map(DataStream<SourceRecord> records) {
        RecordMapping mapper = config.recordMapping(run.startedAt());
        DataStream<SourceRecord> resolved =
                mapper.hasReferences() ? ReferenceJoinStage.apply(records, mapper) : records;
        String runId = run.id();
        int spread = config.write().spread();
        long keptBytes = config.run().deadLetterRecordLimit().bytes();
        boolean holds = config.write().onDuplicate().holds();
        boolean deletable = holds && config.source().tellsDeletions();
        return (deletable ? resolved.keyBy(RecordVersionMapper::sourceKey) : resolved)
                .transform(
                        "map",
                        MAPPED,
                        OperatorFactory.of(
                                RecordMappingOperator.class,
                                parameters -> holds
                                        ? new RecordVersionMapper(
                                                parameters, mapper, runId, spread, keptBytes, deletable)
                                        : new RecordMappingOperator(parameters, mapper, runId, spread, keptBytes)))
                .uid("map");
    }

    private SingleOutputStreamOperator<MappedRecord> deduplicate(SingleOutputStreamOperator<MappedRecord> mapped) {
        OnDuplicate policy = config.write().onDuplicate();
        if (policy.holds()) {
            // By identity, so that a group's records are not all let go by one subtask; another uid, for another state.
            Phase duplicates = new Phase("duplicates", new PhaseMarker(run.files().phaseMarker("duplicates")));
            return duplicates.apply(
                    mapped.getSideOutput(RecordVersionMapper.VERSIONS).keyBy(Version::identity),
                    "hold for duplicates",
                    "hold-for-duplicates-" + policy.name().toLowerCase(Locale.ROOT),
                    MAPPED,
                    OperatorFactory.ofPhase(
                            BufferedDeduplicator.class, parameters -> new BufferedDeduplicator(parameters, policy)));
        }
        return mapped.keyBy(isSpread() ? GroupPartitioner::keyOfRecord : MappedRecord::groupId)
                .transform("deduplicate", MAPPED, OperatorFactory.of(RecordDeduplicator.class, RecordDeduplicator::new))
                .uid("deduplicate");
    }

    private SingleOutputStreamOperator<MappedRecord> deduplicateEntities(DataStream<MappedRecord> unique) {
        return partitioned(unique)
                .transform(
                        "deduplicate entities",
                        MAPPED,
                        OperatorFactory.of(EntityDeduplicator.class, EntityDeduplicator::new))
                .uid("deduplicate-entities");
    }

    private KeyedStream<MappedRecord, String> partitioned(DataStream<MappedRecord> unique) {
        if (!isSpread() && config.write().onDuplicate().holds()) {
            return unique.keyBy(MappedRecord::groupId);
        }
        if (!isSpread()) {
            // They are where they belong already.
            return DataStreamUtils.reinterpretAsKeyedStream(unique, MappedRecord::groupId);
        }
        int spread = config.write().spread();
        return unique.<MappedRecord>flatMap(
                        (record, out) -> GroupPartitioner.parts(record, spread).forEach(out::collect))
                .returns(MAPPED)
                .name("deal out")
                .uid("deal-out")
                .keyBy(part -> GroupPartitioner.keyOfPart(part, spread));
    }

    private boolean isSpread() {
        return config.write().spread() > 1;
    }

    private static DataStream<Count> countRetries(DataStream<RetriedBatches> retries, String step) {
        return retries.map(retried -> Count.retried(retried.failure(), retried.count()))
                .returns(WireTypes.of(Count.class))
                .name("count retries" + step)
                .uid("count-retries" + step.replace(' ', '-'));
    }

    /** Rows of the ledger, in its files as well; each writer keeps its own, in the task in which it writes. */
    private SingleOutputStreamOperator<LedgerRow> account(DataStream<WrittenElement> written, String step, int writer) {
        SingleOutputStreamOperator<LedgerRow> ledger = written.transform(
                        "account" + step,
                        WireTypes.of(LedgerRow.class),
                        OperatorFactory.of(LedgerOperator.class, parameters -> new LedgerOperator(parameters, writer)))
                .uid("account" + step.replace(' ', '-'));
        ledger.sinkTo(fenced(run.files().ledgerSink()))
                .name("keep ledger" + step)
                .uid("keep-ledger" + step.replace(' ', '-'));
        return ledger;
    }
}
