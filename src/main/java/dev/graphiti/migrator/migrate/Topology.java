package dev.graphiti.migrator.migrate;

import dev.graphiti.migrator.graph.GraphStage;
import dev.graphiti.migrator.inference.EmbeddingStage;
import dev.graphiti.migrator.inference.EmbeddingStreams;
import dev.graphiti.migrator.inference.VectorSpace;
import dev.graphiti.migrator.ledger.LedgerRow;
import dev.graphiti.migrator.ledger.RunFiles;
import dev.graphiti.migrator.ledger.Tally;
import dev.graphiti.migrator.mapping.RecordMapper;
import dev.graphiti.migrator.model.DeadLetter;
import dev.graphiti.migrator.model.MappedRecord;
import dev.graphiti.migrator.source.FlinkRecordSource;
import dev.graphiti.migrator.source.SourceRecord;
import dev.graphiti.migrator.stream.OperatorFactory;
import java.util.Objects;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The job. Every operator has a uid: it is the name of its state in a savepoint, and must never change.
 *
 * <pre>
 * source - map -(by group)- deduplicate - embed - write -(by group)- write waiting edges
 *             \                  \           \       \___________________/
 *              dead letters, tallies ...             ledger
 * </pre>
 */
final class Topology {
    private static final TypeInformation<MappedRecord> MAPPED = TypeInformation.of(MappedRecord.class);
    private static final TypeInformation<DeadLetter> DEAD_LETTER = TypeInformation.of(DeadLetter.class);

    private final MigrationConfig config;
    private final MigrationRun run;
    private final VectorSpace space;

    /**
     * A job for one run.
     *
     * @param space the space of all vectors, which the preflight has found out
     */
    Topology(MigrationConfig config, MigrationRun run, VectorSpace space) {
        this.config = config;
        this.run = run;
        this.space = space;
    }

    void buildOn(StreamExecutionEnvironment env) {
        SingleOutputStreamOperator<MappedRecord> mapped = map(env.fromSource(
                        new FlinkRecordSource(config.source().source()),
                        WatermarkStrategy.noWatermarks(),
                        "read " + config.source().getClass().getSimpleName().replace("SourceOptions", ""))
                .uid("read"));
        SingleOutputStreamOperator<MappedRecord> unique = deduplicate(mapped);
        EmbeddingStreams embedded = EmbeddingStage.apply(unique, config.embedding(), space);
        GraphStage graph =
                GraphStage.apply(embedded.records(), Objects.requireNonNull(config.target()), config.write());
        SingleOutputStreamOperator<LedgerRow> ledger = graph.written()
                .transform(
                        "account",
                        TypeInformation.of(LedgerRow.class),
                        OperatorFactory.of(WriteAccountant.class, WriteAccountant::new))
                .uid("account");
        SingleOutputStreamOperator<DeadLetter> deadLetters = mapped.getSideOutput(MapRecords.DEAD_LETTERS)
                .union(unique.getSideOutput(Deduplicator.DEAD_LETTERS), embedded.deadLetters(), graph.deadLetters())
                .transform(
                        "account dead letters",
                        DEAD_LETTER,
                        OperatorFactory.of(DeadLetterAccountant.class, DeadLetterAccountant::new))
                .uid("account-dead-letters");
        DataStream<Tally> tallies = mapped.getSideOutput(TallyingOperator.TALLIES)
                .union(
                        unique.getSideOutput(TallyingOperator.TALLIES),
                        ledger.getSideOutput(TallyingOperator.TALLIES),
                        deadLetters.getSideOutput(TallyingOperator.TALLIES));
        keep(ledger, deadLetters, tallies);
    }

    private SingleOutputStreamOperator<MappedRecord> map(DataStream<SourceRecord> records) {
        RecordMapper mapper = new RecordMapper(config.mapping(), run.startedAt());
        String runId = run.id();
        int spread = config.write().spread();
        return records.transform(
                        "map",
                        MAPPED,
                        OperatorFactory.of(
                                MapRecords.class, parameters -> new MapRecords(parameters, mapper, runId, spread)))
                .uid("map");
    }

    private SingleOutputStreamOperator<MappedRecord> deduplicate(DataStream<MappedRecord> mapped) {
        return mapped.keyBy(Topology::key)
                .transform("deduplicate", MAPPED, OperatorFactory.of(Deduplicator.class, Deduplicator::new))
                .uid("deduplicate");
    }

    private static String key(MappedRecord record) {
        return record.bucket() == 0 ? record.groupId() : record.groupId() + "#" + record.bucket();
    }

    private void keep(DataStream<LedgerRow> ledger, DataStream<DeadLetter> deadLetters, DataStream<Tally> tallies) {
        RunFiles files = run.files();
        ledger.sinkTo(files.ledgerSink()).name("keep ledger").uid("keep-ledger");
        deadLetters.sinkTo(files.deadLetterSink()).name("keep dead letters").uid("keep-dead-letters");
        tallies.sinkTo(files.tallySink()).name("keep counts").uid("keep-counts");
    }
}
