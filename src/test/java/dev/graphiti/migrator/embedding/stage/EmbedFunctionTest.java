package dev.graphiti.migrator.embedding.stage;

import static dev.graphiti.migrator.embedding.SampleRecords.named;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.graphiti.migrator.config.Secret;
import dev.graphiti.migrator.embedding.config.OpenAiOptions;
import dev.graphiti.migrator.embedding.config.OpenAiSamples;
import dev.graphiti.migrator.embedding.config.VectorPolicy;
import dev.graphiti.migrator.embedding.config.VectorSpace;
import dev.graphiti.migrator.flink.WireTypes;
import dev.graphiti.migrator.testing.Misbehavior;
import dev.graphiti.migrator.testing.OpenAiStandIn;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.operators.async.AsyncWaitOperatorFactory;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // The harness may be interrupted when it closes.
class EmbedFunctionTest {
    /** A task that fails closes its functions, and must fail for its own reason. */
    @Test
    void requestsThatAreOpenWhenTheTaskEndsAreNotWhyItFails() throws Exception {
        try (OpenAiStandIn server = OpenAiStandIn.start(3)) {
            server.then(Misbehavior.hangs());
            OpenAiOptions options = OpenAiSamples.options(server.baseUrl(), OpenAiStandIn.MODEL)
                    .apiKey(new Secret(OpenAiStandIn.KEY))
                    .build();
            RecordVectors vectors = new RecordVectors(VectorPolicy.KEEP, new VectorSpace(OpenAiStandIn.MODEL, 3));
            try (var harness = new OneInputStreamOperatorTestHarness<EmbeddingBundle, EmbeddedRecord>(
                    new AsyncWaitOperatorFactory<>(
                            new EmbedFunction(options, vectors), 60_000, 2, AsyncDataStream.OutputMode.ORDERED),
                    WireTypes.of(EmbeddingBundle.class).createSerializer(new SerializerConfigImpl()))) {
                harness.getEnvironment().setExpectedExternalFailureCause(Throwable.class);
                harness.setup(WireTypes.of(EmbeddedRecord.class).createSerializer(new SerializerConfigImpl()));
                harness.open();
                harness.processElement(new StreamRecord<>(new EmbeddingBundle(List.of(named("1", "a")))));
                await().until(() -> server.requests() == 1);

                harness.close();

                assertThat(harness.getEnvironment().getActualExternalFailureCause())
                        .isEmpty();
            }
        }
    }
}
