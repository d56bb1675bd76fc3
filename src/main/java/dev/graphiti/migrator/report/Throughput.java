package dev.graphiti.migrator.report;

import dev.graphiti.migrator.count.Count;
import dev.graphiti.migrator.count.Count.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Records read and elements written over time.
 *
 * @param bucketSeconds how long each bucket is
 * @param buckets without gaps, oldest first; those in which nothing happened hold zeros
 */
public record Throughput(long bucketSeconds, List<Bucket> buckets) {
    private static final int MOST_BUCKETS = 240;
    private static final long[] WIDTHS = {1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 21_600, 86_400
    };

    /** What happened from {@code start} (seconds since 1970) on. */
    public record Bucket(long start, long read, long written) {
        Bucket plus(Bucket other) {
            return new Bucket(start, read + other.read, written + other.written);
        }
    }

    public Throughput {
        buckets = List.copyOf(buckets);
    }

    static Throughput of(List<Count> counts) {
        TreeMap<Long, Bucket> seconds = new TreeMap<>();
        for (Count count : counts) {
            Bucket bucket = bucketOf(count);
            seconds.merge(bucket.start, bucket, Bucket::plus);
        }
        if (seconds.isEmpty()) {
            return new Throughput(1, List.of());
        }
        long first = seconds.firstKey();
        long step =
                seconds.keySet().stream().mapToLong(second -> second - first).reduce(0, Throughput::divisor);
        long width = width(Math.max(step, 1), seconds.lastKey() - first);
        TreeMap<Long, Bucket> wide = new TreeMap<>();
        for (Bucket bucket : seconds.values()) {
            long start = first + (bucket.start - first) / width * width;
            wide.merge(start, new Bucket(start, bucket.read, bucket.written), Bucket::plus);
        }
        List<Bucket> filled = new ArrayList<>();
        for (long start = first; start <= wide.lastKey(); start += width) {
            filled.add(wide.getOrDefault(start, new Bucket(start, 0, 0)));
        }
        return new Throughput(width, filled);
    }

    /** The highest elements written per second over a bucket. */
    public double peakWritten() {
        return perSecond(buckets.stream().mapToLong(Bucket::written).max().orElse(0));
    }

    /** The highest records read per second over a bucket. */
    public double peakRead() {
        return perSecond(buckets.stream().mapToLong(Bucket::read).max().orElse(0));
    }

    public double perSecond(long count) {
        return (double) count / bucketSeconds;
    }

    private static Bucket bucketOf(Count count) {
        long second = Long.parseLong(count.kind());
        boolean read = count.outcome() == Outcome.READ;
        return new Bucket(second, read ? count.count() : 0, read ? 0 : count.count());
    }

    /** A whole number of the steps in which it was counted, else buckets would take turns holding more and less. */
    private static long width(long step, long span) {
        for (long width : WIDTHS) {
            if (width % step == 0 && span / width < MOST_BUCKETS) {
                return width;
            }
        }
        return step * (span / step / MOST_BUCKETS + 1);
    }

    private static long divisor(long a, long b) {
        return b == 0 ? a : divisor(b, a % b);
    }
}
