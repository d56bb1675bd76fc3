package dev.graphiti.migrator.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.count.Count;
import dev.graphiti.migrator.count.Count.Outcome;
import dev.graphiti.migrator.report.Throughput.Bucket;
import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class ThroughputTest {
    @Example
    void fillsGapsWithZeros() {
        Throughput throughput = Throughput.of(List.of(
                Count.throughput(100, Outcome.READ, 5),
                Count.throughput(100, Outcome.WRITTEN, 9),
                Count.throughput(101, Outcome.READ, 1),
                Count.throughput(103, Outcome.WRITTEN, 7)));

        assertThat(throughput)
                .isEqualTo(new Throughput(
                        1,
                        List.of(
                                new Bucket(100, 5, 9),
                                new Bucket(101, 1, 0),
                                new Bucket(102, 0, 0),
                                new Bucket(103, 0, 7))));
        assertThat(throughput.peakWritten()).isEqualTo(9);
    }

    @Example
    void aLongRunGetsWiderBuckets() {
        Throughput throughput = Throughput.of(LongStream.range(0, 86_400)
                .mapToObj(second -> Count.throughput(second, Outcome.READ, 10))
                .toList());

        assertThat(throughput.bucketSeconds()).isEqualTo(600);
        assertThat(throughput.peakRead()).isEqualTo(10);
        assertThat(throughput.buckets()).hasSize(144).allMatch(bucket -> bucket.read() == 6_000);
    }

    @Example
    void bucketsAreMadeOfWholeOnes() {
        Throughput throughput = Throughput.of(LongStream.range(0, 100)
                .mapToObj(i -> Count.throughput(1_000 + 7 * i, Outcome.READ, 7))
                .toList());

        assertThat(throughput.bucketSeconds()).isEqualTo(7);
        assertThat(throughput.buckets()).allMatch(bucket -> bucket.read() == 7);
    }

    @Example
    void ofNothingThereIsNothing() {
        assertThat(Throughput.of(List.of()).buckets()).isEmpty();
        assertThat(Throughput.of(List.of()).peakRead()).isZero();
    }

    @Property(tries = 200)
    void losesNothingAndStaysSmall(
            @ForAll @Size(min = 1, max = 50) List<@LongRange(min = 0, max = 4_000_000_000L) Long> seconds) {
        Throughput throughput = Throughput.of(seconds.stream()
                .map(second -> Count.throughput(second, Outcome.READ, 3))
                .toList());

        assertThat(throughput.buckets()).hasSizeLessThanOrEqualTo(250);
        assertThat(throughput.buckets().stream().mapToLong(Bucket::read).sum()).isEqualTo(3L * seconds.size());
    }
}
