package dev.graphiti.migrator.report.html;

import java.util.ArrayList;
import java.util.List;

/** Round values along an axis, from zero on; {@code top} is where a vertical axis ends. */
record Ticks(List<Double> values, double top) {
    private static final int MOST = 5;
    private static final long[] SECONDS = {
        1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400
    };

    /** Steps of 1, 2 or 5 times a power of ten, with the largest value below the top. */
    static Ticks ofNumbers(double largest) {
        double step = Math.pow(10, Math.floor(Math.log10(Math.max(largest, 1e-3) / MOST)));
        for (double factor : new double[] {2, 2.5, 2}) {
            if (largest / step > MOST) {
                step *= factor;
            }
        }
        double top = Math.max(1, Math.ceil(largest / step)) * step;
        return new Ticks(upTo(top, step), top);
    }

    /** Steps that a clock has, the last one well before the end, so that its label has room. */
    static Ticks ofSeconds(double span) {
        double step = SECONDS[SECONDS.length - 1];
        for (long seconds : SECONDS) {
            if (span / seconds <= MOST) {
                step = seconds;
                break;
            }
        }
        while (span / step > MOST) {
            step *= 2;
        }
        return new Ticks(upTo(span * 0.95, step), span);
    }

    private static List<Double> upTo(double end, double step) {
        List<Double> values = new ArrayList<>();
        for (int i = 0; i * step <= end * (1 + 1e-9); i++) {
            values.add(i * step);
        }
        return values;
    }
}
