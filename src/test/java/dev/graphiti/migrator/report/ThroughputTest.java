package dev.graphiti.migrator.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.ledger.Tally;
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
                Tally.throughput(100, Tally.READ, 5),
                Tally.throughput(100, Tally.WRITTEN, 9),
                Tally.throughput(101, Tally.READ, 1),
                Tally.throughput(103, Tally.WRITTEN, 7)));

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
                .mapToObj(second -> Tally.throughput(second, Tally.READ, 10))
                .toList());

        assertThat(throughput.bucketSeconds()).isEqualTo(600);
        assertThat(throughput.peakRead()).isEqualTo(10);
        assertThat(throughput.buckets()).hasSize(144).allMatch(bucket -> bucket.read() == 6_000);
    }

    @Example
    void bucketsAreMadeOfWholeOnes() {
        Throughput throughput = Throughput.of(LongStream.range(0, 100)
                .mapToObj(i -> Tally.throughput(1_000 + 7 * i, Tally.READ, 7))
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
                .map(second -> Tally.throughput(second, Tally.READ, 3))
                .toList());

        assertThat(throughput.buckets()).hasSizeLessThanOrEqualTo(250);
        assertThat(throughput.buckets().stream().mapToLong(Bucket::read).sum()).isEqualTo(3L * seconds.size());
    }
}
