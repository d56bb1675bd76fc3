package dev.graphiti.migrator.job;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The stage that limits a run. */
public enum Bottleneck {
    NEO4J("Neo4j commits"),
    EMBEDDING_API("embedding API (429s)"),
    EMBEDDING_MODEL("embedding model"),
    MAPPING("mapping (CPU)"),
    SOURCE("reading the source"),
    UNKNOWN("not known yet");

    /** Below this nothing is loaded enough to say anything; the source, for instance, has not begun. */
    private static final double NOTICEABLE = 0.05;

    private final String words;

    Bottleneck(String words) {
        this.words = words;
    }

    /** As it is told to a person. */
    public String words() {
        return words;
    }

    /**
     * How loaded a stage is; ratios from 0 to 1, as Flink's metrics give them, and anything else counts as 0.
     *
     * @param busy share of time spent working
     * @param backpressured share of time spent waiting for the next stage
     */
    public record Load(double busy, double backpressured) {
        public static final Load NONE = new Load(0, 0);

        public Load {
            busy = ratio(busy);
            backpressured = ratio(backpressured);
        }

        private static double ratio(double value) {
            return Double.isNaN(value) ? 0 : Math.min(1, Math.max(0, value));
        }
    }

    /**
     * The stages in the order of the flow; a stage that runs within another's task has that task's load.
     *
     * @param embedding null where nothing is embedded
     * @param throttled how often the embedding API has refused with 429 since the last look
     */
    public record Loads(Load source, Load mapping, @Nullable Load embedding, Load writing, long throttled) {
        private Map<Bottleneck, Load> inOrder() {
            Map<Bottleneck, Load> stages = new LinkedHashMap<>();
            stages.put(SOURCE, source);
            stages.put(MAPPING, mapping);
            if (embedding != null) {
                stages.put(throttled > 0 ? EMBEDDING_API : EMBEDDING_MODEL, embedding);
            }
            stages.put(NEO4J, writing);
            return stages;
        }
    }

    /**
     * The stage that holds the others up: the one that is pushed hardest, by its own work or by a waiting stage before
     * it, and that does not itself wait for the next. A source that nobody holds up is pushed by nothing but itself.
     */
    public static Bottleneck of(Loads loads) {
        Map<Bottleneck, Load> stages = loads.inOrder();
        if (stages.values().stream().allMatch(load -> load.busy() + load.backpressured() < NOTICEABLE)) {
            return UNKNOWN;
        }
        Bottleneck limiting = UNKNOWN;
        double strongest = 0;
        double push = 1;
        for (Map.Entry<Bottleneck, Load> stage : stages.entrySet()) {
            Load load = stage.getValue();
            double held = Math.max(push, load.busy()) * (1 - load.backpressured());
            // Of equals the later one: it is what the earlier one would wait for.
            if (held >= strongest) {
                strongest = held;
                limiting = stage.getKey();
            }
            push = load.backpressured();
        }
        return limiting;
    }
}
