package dev.graphiti.migrator.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestMatchTest {
    @ParameterizedTest
    @CsvSource({
        "batchsize, batch-size",
        "batchSize, batch-size",
        "batch_size, batch-size",
        "BATCH-SIZE, batch-size",
        "bacth-size, batch-size",
        "batch-sizes, batch-size",
        "batch, ",
        "urj, uri",
        "ruri, uri",
        "user, ",
        "x, ",
        "retries, ",
        "'', ",
    })
    void findsWhatWasMeant(String written, String meant) {
        assertThat(NearestMatch.nearest(written, List.of("batch-bytes", "batch-size", "uri")))
                .isEqualTo(meant);
    }
}
