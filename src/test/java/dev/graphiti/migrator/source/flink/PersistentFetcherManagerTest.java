package dev.graphiti.migrator.source.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.graphiti.migrator.testing.SyntheticSource;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PersistentFetcherManagerTest {
    private final SyntheticSource source = new SyntheticSource(2, 700);
    private final PersistentFetcherManager fetcher = new PersistentFetcherManager(
            () -> new RecordSplitReader(source::open, 1, System::nanoTime), new Configuration());

    @AfterEach
    void close() throws Exception {
        fetcher.close(10_000);
    }

    @Test
    void staysFromSplitToSplitAndEndsBehindTheLast() throws Exception {
        read(0);
        assertThat(fetcher.maybeShutdownFinishedFetchers()).isFalse();
        assertThat(fetcher.getNumAliveFetchers()).isEqualTo(1);

        read(1);
        assertThat(fetcher.getNumAliveFetchers()).isEqualTo(1);

        fetcher.noMoreSplits();
        await().until(fetcher::maybeShutdownFinishedFetchers);
        assertThat(fetcher.getNumAliveFetchers()).isZero();
    }

    @Test
    void hasEndedWhereItNeverHadASplit() {
        assertThat(fetcher.maybeShutdownFinishedFetchers()).isFalse();
        fetcher.noMoreSplits();

        assertThat(fetcher.maybeShutdownFinishedFetchers()).isTrue();
    }

    private void read(int split) throws Exception {
        fetcher.addSplits(List.of(RecordSourceSplit.untouched(source.splits().get(split))));
        while (fetcher.getQueue().take().finishedSplits().isEmpty()) {
            assertThat(fetcher.getNumAliveFetchers()).isEqualTo(1);
        }
    }
}
