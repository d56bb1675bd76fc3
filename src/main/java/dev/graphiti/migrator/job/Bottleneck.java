package dev.graphiti.migrator.job;

import java.util.List;

/** Which stage limits a run. */
final class Bottleneck {
    static final String UNKNOWN = "not known yet";

    /** Below this nothing is loaded enough to say anything; the source, for instance, has not begun. */
    private static final double NOTICEABLE = 0.05;

    private Bottleneck() {}

    /**
     * How loaded a stage is; ratios from 0 to 1, as Flink's metrics give them, and anything else counts as 0.
     *
     * @param limit what limits the run when this stage does
     * @param busy share of time spent working
     * @param backpressured share of time spent waiting for the next stage
     */
    record Load(String limit, double busy, double backpressured) {
        Load {
            busy = ratio(busy);
            backpressured = ratio(backpressured);
        }

        private static double ratio(double value) {
            return Double.isNaN(value) ? 0 : Math.min(1, Math.max(0, value));
        }
    }

    /**
     * What limits the run: the stage that is pushed hardest, by its own work or by a waiting stage before it, and that does
     * not itself wait for the next. A source that does not wait is limited only by itself.
     *
     * @param stages in the order of the flow; a stage that runs within another's task has that task's load
     */
    static String of(List<Load> stages) {
        if (stages.stream().allMatch(load -> load.busy() + load.backpressured() < NOTICEABLE)) {
            return UNKNOWN;
        }
        String limiting = UNKNOWN;
        double strongest = 0;
        double push = 1;
        for (Load load : stages) {
            double held = Math.max(push, load.busy()) * (1 - load.backpressured());
            // Of equals the later one: it is what the earlier one would wait for.
            if (held >= strongest) {
                strongest = held;
                limiting = load.limit();
            }
            push = load.backpressured();
        }
        return limiting;
    }
}
