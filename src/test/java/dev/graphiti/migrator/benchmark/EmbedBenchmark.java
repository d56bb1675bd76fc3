package dev.graphiti.migrator.benchmark;

import dev.graphiti.migrator.embedding.config.BundleOptions;
import dev.graphiti.migrator.embedding.config.CacheOptions;
import dev.graphiti.migrator.embedding.config.OnnxOptions;
import dev.graphiti.migrator.embedding.config.VectorPolicy;
import dev.graphiti.migrator.embedding.stage.Embedders;
import dev.graphiti.migrator.embedding.stage.EmbeddingStage;
import dev.graphiti.migrator.flink.WireTypes;
import dev.graphiti.migrator.flink.stage.StageScope;
import dev.graphiti.migrator.model.EntityNode;
import dev.graphiti.migrator.model.Identity;
import dev.graphiti.migrator.model.MappedRecord;
import dev.graphiti.migrator.model.PropertyMap;
import dev.graphiti.migrator.model.RecordOrigin;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The embedding stage against the model in a plain loop, both with all cores and without a cache. */
@Command(
        name = "embed",
        description = "The embedding stage with the in-process model, against the model in a plain loop.")
final class EmbedBenchmark implements Callable<Integer> {
    private static final int CORES = Runtime.getRuntime().availableProcessors();

    @Option(names = "--texts", defaultValue = "4000")
    private int texts;

    @Option(names = "--repeats", defaultValue = "3")
    private int repeats;

    @Override
    public Integer call() throws Exception {
        BenchmarkData data = new BenchmarkData(texts, 10, 1, 1);
        List<String> facts =
                IntStream.range(0, texts).mapToObj(i -> data.fact(i + 10)).toList();
        List<Double> loop = new ArrayList<>();
        List<Double> stage = new ArrayList<>();
        plainLoop(facts.subList(0, Math.min(200, texts)));
        for (int i = 0; i < repeats; i++) {
            loop.add(plainLoop(facts));
            stage.add(stage(facts));
            System.out.printf("repeat %d: plain loop %.1f s, stage %.1f s%n", i + 1, loop.get(i), stage.get(i));
        }
        Collections.sort(loop);
        Collections.sort(stage);
        double loopMedian = loop.get(repeats / 2);
        double stageMedian = stage.get(repeats / 2);
        System.out.printf(
                "plain loop on %d threads: %.0f texts/s; embedding stage: %.0f texts/s; ratio %.3f over %,d texts (medians of %d)%n",
                CORES, texts / loopMedian, texts / stageMedian, loopMedian / stageMedian, texts, repeats);
        return 0;
    }

    private static double plainLoop(List<String> facts) throws Exception {
        EmbeddingModel model = new AllMiniLmL6V2QuantizedEmbeddingModel(Runnable::run);
        ExecutorService pool = Executors.newFixedThreadPool(CORES);
        long started = System.nanoTime();
        List<Future<?>> all = new ArrayList<>();
        for (int thread = 0; thread < CORES; thread++) {
            int mine = thread;
            all.add(pool.submit(() -> {
                for (int i = mine; i < facts.size(); i += CORES) {
                    model.embed(facts.get(i));
                }
            }));
        }
        for (Future<?> each : all) {
            each.get();
        }
        pool.shutdown();
        return (System.nanoTime() - started) / 1e9;
    }

    private static double stage(List<String> facts) throws Exception {
        OnnxOptions options = new OnnxOptions(null, VectorPolicy.KEEP, BundleOptions.DEFAULT, CacheOptions.OFF);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(CORES);
        env.getConfig().enableObjectReuse();
        List<MappedRecord> records = IntStream.range(0, facts.size())
                .mapToObj(i -> record(i, facts.get(i)))
                .toList();
        new EmbeddingStage(options, Embedders.preflight(options))
                .apply(
                        env.fromData(WireTypes.of(MappedRecord.class), records.toArray(MappedRecord[]::new))
                                .rebalance(),
                        StageScope.LOAD)
                .elements()
                .sinkTo(new DiscardingSink<>());
        return env.execute().getNetRuntime() / 1e3;
    }

    private static MappedRecord record(int number, String fact) {
        String uuid = Identity.ofValue("g", "Thing", fact);
        EntityNode entity = new EntityNode(uuid, "g", fact, "", List.of(), PropertyMap.NONE, Instant.EPOCH, null);
        RecordOrigin origin =
                new RecordOrigin("benchmark", "facts", Integer.toString(number), "memory", "item " + number);
        return MappedRecord.whole(origin, "g", fact, List.of(entity));
    }
}
