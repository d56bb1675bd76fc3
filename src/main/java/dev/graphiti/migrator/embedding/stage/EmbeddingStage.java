package dev.graphiti.migrator.embedding.stage;

import dev.graphiti.migrator.embedding.config.EmbeddingOptions;
import dev.graphiti.migrator.embedding.config.NoEmbeddingOptions;
import dev.graphiti.migrator.embedding.config.OpenAiOptions;
import dev.graphiti.migrator.embedding.config.VectorSpace;
import dev.graphiti.migrator.flink.WireTypes;
import dev.graphiti.migrator.flink.stage.Stage;
import dev.graphiti.migrator.flink.stage.StageName;
import dev.graphiti.migrator.flink.stage.StageOutput;
import dev.graphiti.migrator.flink.stage.StageScope;
import dev.graphiti.migrator.model.DeadLetter;
import dev.graphiti.migrator.model.MappedRecord;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.util.OutputTag;

/** Gives elements their vectors. Keeps the order of records within a subtask. */
public final class EmbeddingStage implements Stage<MappedRecord, MappedRecord> {
    public static final StageName NAME = new StageName(
            "embed",
            "embedding model",
            new StageName.Busy("embeddingBusyMsPerSecond", false),
            new StageName.Throttle("embeddingRetriesThrottled", "embedding API (429s)"),
            List.of("embeddingRetriesThrottled", "embeddingRetriesUnavailable", "embeddingRetriesUnreadable"));

    static final OutputTag<DeadLetter> DEAD_LETTERS =
            new OutputTag<>("embed-dead-letters", WireTypes.of(DeadLetter.class));

    /** Far longer than any embedder goes on: it is the embedder that gives up, with a sentence to say why. */
    private static final Duration BEYOND_GIVING_UP = Duration.ofHours(2);

    private final EmbeddingOptions options;
    private final VectorSpace space;

    /** @param space the space that all vectors must be of, see {@link Embedders#preflight} */
    public EmbeddingStage(EmbeddingOptions options, VectorSpace space) {
        this.options = options;
        this.space = space;
    }

    @Override
    public StageName name() {
        return NAME;
    }

    /** Each element of the input is in a record of the output, or in a dead letter. */
    @Override
    public StageOutput<MappedRecord> apply(DataStream<MappedRecord> records, StageScope scope) {
        RecordVectors vectors = new RecordVectors(options.vectors(), space);
        if (options instanceof NoEmbeddingOptions) {
            return output(scope.named(
                    records.process(new VectorValidator(vectors)).returns(records.getType()), "check vectors"));
        }
        SingleOutputStreamOperator<EmbeddingBundle> bundles = records.transform(
                "bundle texts", WireTypes.of(EmbeddingBundle.class), new BundleOperator(vectors, options.bundle()));
        SingleOutputStreamOperator<EmbeddedRecord> embedded = AsyncDataStream.orderedWait(
                        scope.named(bundles, "bundle texts", "embed-bundle"),
                        new EmbedFunction(options, vectors),
                        patience(options).toMillis(),
                        TimeUnit.MILLISECONDS,
                        bundlesInFlight(options))
                .returns(WireTypes.of(EmbeddedRecord.class));
        return output(scope.named(
                scope.named(embedded, "embed (" + space.model() + ")", "embed")
                        .process(new DeadLetterSplitter())
                        .returns(records.getType()),
                "embed set aside"));
    }

    private static StageOutput<MappedRecord> output(SingleOutputStreamOperator<MappedRecord> last) {
        return StageOutput.of(last).withDeadLetters(last.getSideOutput(DEAD_LETTERS));
    }

    private static Duration patience(EmbeddingOptions options) {
        return options instanceof OpenAiOptions openAi ? BEYOND_GIVING_UP.plus(openAi.giveUpAfter()) : BEYOND_GIVING_UP;
    }

    /** Twice what keeps the embedder busy, so that one slow bundle at the head does not idle it. */
    private static int bundlesInFlight(EmbeddingOptions options) {
        if (options instanceof OpenAiOptions openAi) {
            int texts = 2 * openAi.concurrency() * openAi.batchSize();
            return Math.max(
                    2, (texts + options.bundle().texts() - 1) / options.bundle().texts());
        }
        return 4;
    }
}
