package dev.graphiti.migrator.job;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How far a run is at one moment.
 *
 * @param read records so far
 * @param total records there are, where that is known
 * @param fraction how much of the source is done, 0 to 1, where that is known; need not be counted in records
 * @param written elements so far
 * @param rateNow records per second since the last look
 * @param elapsed since the start of the run
 * @param limitedBy the stage that holds the others up, in words
 * @param retries requests and batches that were sent again
 * @param restarts how often the job has failed and was restarted by Flink
 * @param phase the phase that works; null while the source is being read
 */
public record Progress(
        long read,
        @Nullable Long total,
        @Nullable Double fraction,
        long written,
        double rateNow,
        Duration elapsed,
        String limitedBy,
        long deadLetters,
        long retries,
        int restarts,
        @Nullable Phase phase) {
    /**
     * Work that begins when the source has been read.
     *
     * @param name in words
     * @param done its share, 0 to 1
     */
    public record Phase(String name, double done) {}

    private static final double ENOUGH_TO_GUESS = 0.01;

    public Progress withRestarts(int newRestarts) {
        return new Progress(
                read, total, fraction, written, rateNow, elapsed, limitedBy, deadLetters, retries, newRestarts, phase);
    }

    /** Records per second since the start. */
    public double rateAverage() {
        return elapsed.toMillis() <= 0 ? 0 : read * 1000.0 / elapsed.toMillis();
    }

    /** How much is done, 0 to 1, or null where it is not known. */
    public @Nullable Double done() {
        if (fraction != null) {
            return Math.min(1, Math.max(0, fraction));
        }
        return total == null || total <= 0 ? null : Math.min(1, (double) read / total);
    }

    /** How long it still takes at the average pace; null before one percent and in a phase, when it would be a guess. */
    public @Nullable Duration remaining() {
        Double done = done();
        if (phase != null || done == null || done < ENOUGH_TO_GUESS) {
            return null;
        }
        return Duration.ofMillis(Math.round(elapsed.toMillis() * (1 - done) / done));
    }
}
