package dev.graphiti.migrator.pipeline;

import static dev.graphiti.migrator.flink.stage.StageScope.LOAD;

import dev.graphiti.migrator.app.KeptSplits;
import dev.graphiti.migrator.app.MigrationConfig;
import dev.graphiti.migrator.config.Variant;
import dev.graphiti.migrator.count.Count;
import dev.graphiti.migrator.embedding.config.NoEmbeddingOptions;
import dev.graphiti.migrator.embedding.config.VectorPolicy;
import dev.graphiti.migrator.embedding.config.VectorSpace;
import dev.graphiti.migrator.embedding.stage.EmbeddingStage;
import dev.graphiti.migrator.flink.CountingOperator;
import dev.graphiti.migrator.flink.OperatorFactory;
import dev.graphiti.migrator.flink.WireTypes;
import dev.graphiti.migrator.flink.stage.StageName;
import dev.graphiti.migrator.flink.stage.StageOutput;
import dev.graphiti.migrator.flink.stage.StageScope;
import dev.graphiti.migrator.graph.TargetOptions;
import dev.graphiti.migrator.graph.read.EntityNames;
import dev.graphiti.migrator.graph.stage.WriteSteps;
import dev.graphiti.migrator.graph.write.WriteOptions.OnDuplicate;
import dev.graphiti.migrator.ledger.FencedSink;
import dev.graphiti.migrator.ledger.FolderLease;
import dev.graphiti.migrator.ledger.LedgerRow;
import dev.graphiti.migrator.mapping.RecordMapping;
import dev.graphiti.migrator.model.DeadLetter;
import dev.graphiti.migrator.model.MappedRecord;
import dev.graphiti.migrator.model.RunClaim;
import dev.graphiti.migrator.pipeline.dedupe.DeduplicationStage;
import dev.graphiti.migrator.pipeline.dedupe.EntityDeduplicationStage;
import dev.graphiti.migrator.pipeline.dedupe.GroupPartitioner;
import dev.graphiti.migrator.pipeline.dedupe.HeldDuplicatesStage;
import dev.graphiti.migrator.pipeline.dedupe.Version;
import dev.graphiti.migrator.pipeline.incremental.LastRun;
import dev.graphiti.migrator.pipeline.join.ReferenceJoinStage;
import dev.graphiti.migrator.pipeline.names.NamingStage;
import dev.graphiti.migrator.pipeline.phase.Phase;
import dev.graphiti.migrator.pipeline.phase.PhaseMarker;
import dev.graphiti.migrator.pipeline.reshape.ReshapeStage;
import dev.graphiti.migrator.run.Lineage;
import dev.graphiti.migrator.run.MigrationRun;
import dev.graphiti.migrator.run.Runs;
import dev.graphiti.migrator.source.SourceRecord;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.streaming.api.datastream.DataStream;
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
 * <p>Where records have a program, {@link ReshapeStage} stands before the mapping; where they refer to each other,
 * {@link ReferenceJoinStage} does. A run with a name has {@link CompareStage} before the embedding.
 *
 * <p>A group that is spread comes to deduplication record by record, and is dealt out by the uuids of its elements after
 * that: a record's parts alone could not tell that another one has its id.
 */
public final class PipelineBuilder {
    public static final int MAX_PARALLELISM = GroupPartitioner.KEY_GROUPS;

    /** What can limit a run, in the order of the flow. A job has most of them. Deduplication works in the task that embeds or writes. */
    public static final List<StageName> STAGES = List.of(
            StageName.ofTask("read", "reading the source"),
            ReshapeStage.NAME,
            ReferenceJoinStage.NAME,
            MappingStage.NAME,
            HeldDuplicatesStage.NAME,
            NamingStage.NAME,
            CompareStage.NAME,
            EmbeddingStage.NAME,
            WriteSteps.NAME);

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

    /** All stages after the source. */
    public void buildOn(DataStream<SourceRecord> records) {
        RecordMapping mapping = config.recordMapping(run.startedAt());
        StageOutput<SourceRecord> source = StageOutput.of(records);
        StageOutput<SourceRecord> reshaped =
                mapping.hasReshapes() ? source.then(new ReshapeStage(mapping, keptBytes()), LOAD) : source;
        StageOutput<SourceRecord> joined =
                mapping.hasReferences() ? reshaped.then(new ReferenceJoinStage(mapping), LOAD) : reshaped;
        keep(written(unique(joined, mapping), LOAD));
    }

    /**
     * Embeds records and writes them to the graph.
     *
     * @param scope another one than that of the load for elements that are inferred after it
     */
    StageOutput<LedgerRow> written(StageOutput<MappedRecord> records, StageScope scope) {
        return records.then(new EmbeddingStage(config.embedding(), space), scope)
                .then(
                        new WriteStage(
                                Objects.requireNonNull(config.target()),
                                config.write(),
                                claim,
                                run.lineage() == null
                                        ? List.of()
                                        : run.lineage().starts(),
                                fenced(run.files().ledgerSink())),
                        scope);
    }

    /** One record of each identity, and each entity once; of a run with a name, what has changed since the last one. */
    private StageOutput<MappedRecord> unique(StageOutput<SourceRecord> records, RecordMapping mapping) {
        OnDuplicate policy = config.write().onDuplicate();
        int spread = config.write().spread();
        if (policy.holds()) {
            StageOutput<Version> versions = records.then(versions(mapping), LOAD);
            StageOutput<MappedRecord> chosen =
                    versions.then(new HeldDuplicatesStage(policy, phase("duplicates")), LOAD);
            return changed(entities(chosen, mapping, spread, false), versions);
        }
        StageOutput<MappedRecord> mapped = records.then(mapped(mapping), LOAD);
        return changed(entities(mapped.then(new DeduplicationStage(spread), LOAD), mapping, spread, true), mapped);
    }

    private StageOutput<MappedRecord> entities(
            StageOutput<MappedRecord> records, RecordMapping mapping, int spread, boolean byGroup) {
        return named(records, mapping).then(new EntityDeduplicationStage(spread, byGroup), LOAD);
    }

    private StageOutput<MappedRecord> changed(StageOutput<MappedRecord> records, StageOutput<?> mapped) {
        Lineage lineage = run.lineage();
        if (lineage == null) {
            return records;
        }
        Runs runs = new Runs(config.run().base());
        LastRun last = new LastRun(
                lineage.base().stream().map(id -> runs.files(id).ledger()).toList(),
                run.startedAt(),
                !(config.embedding() instanceof NoEmbeddingOptions),
                config.embedding().vectors() == VectorPolicy.REEMBED);
        return records.then(
                new CompareStage(
                        last,
                        MappingStage.notMapped(mapped),
                        config.write().spread(),
                        phase("comparison"),
                        fenced(run.files().ledgerSink())),
                LOAD);
    }

    private StageOutput<MappedRecord> named(StageOutput<MappedRecord> records, RecordMapping mapping) {
        TargetOptions target = Objects.requireNonNull(config.target());
        List<Phase> phases = Stream.of("names", "other-names")
                .limit(mapping.unnamedEnds())
                .map(this::phase)
                .toList();
        return phases.isEmpty()
                ? records
                : records.then(new NamingStage(mapping, uuids -> EntityNames.of(target, uuids), phases), LOAD);
    }

    private MappingStage<MappedRecord> mapped(RecordMapping mapping) {
        String runId = run.id();
        int spread = config.write().spread();
        long keptBytes = keptBytes();
        boolean compared = run.lineage() != null;
        return new MappingStage<>(
                WireTypes.of(MappedRecord.class),
                null,
                OperatorFactory.of(
                        RecordMappingOperator.class,
                        parameters ->
                                new RecordMappingOperator(parameters, mapping, runId, spread, keptBytes, compared)));
    }

    private MappingStage<Version> versions(RecordMapping mapping) {
        String runId = run.id();
        int spread = config.write().spread();
        long keptBytes = keptBytes();
        boolean compared = run.lineage() != null;
        boolean deletable = config.source().tellsDeletions();
        String latestBy = config.write().latestBy();
        return new MappingStage<>(
                WireTypes.of(Version.class),
                deletable ? RecordVersionMapper::sourceKey : null,
                OperatorFactory.of(
                        RecordVersionMapper.class,
                        parameters -> new RecordVersionMapper(
                                parameters, mapping, runId, spread, keptBytes, compared, deletable, latestBy)));
    }

    private long keptBytes() {
        return config.run().deadLetterRecordLimit().bytes();
    }

    private Phase phase(String name) {
        return new Phase(name, new PhaseMarker(run.files().phaseMarker(name)));
    }

    /** Dead letters and counts of all stages, in the files of the run. */
    private void keep(StageOutput<?> output) {
        Instant startedAt = run.startedAt();
        SingleOutputStreamOperator<DeadLetter> deadLetters = LOAD.named(
                union(output.deadLetters())
                        .transform(
                                "account dead letters",
                                WireTypes.of(DeadLetter.class),
                                OperatorFactory.of(
                                        DeadLetterCounter.class,
                                        parameters -> new DeadLetterCounter(parameters, startedAt))),
                "account dead letters");
        DataStream<Count> counts = union(output.counts()).union(deadLetters.getSideOutput(CountingOperator.COUNTS));
        LOAD.named(deadLetters.sinkTo(fenced(run.files().deadLetterSink())), "keep dead letters");
        LOAD.named(counts.sinkTo(fenced(run.files().countSink())), "keep counts");
    }

    private static <T> DataStream<T> union(List<DataStream<T>> streams) {
        return streams.stream().reduce((some, more) -> some.union(more)).orElseThrow();
    }

    private <T> FencedSink<T> fenced(FileSink<T> sink) {
        return new FencedSink<>(sink, FolderLease.in(run.files().runDirectory()), claim);
    }
}
