package dev.graphiti.migrator.source.weaviate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.client.HttpOptions;
import dev.graphiti.migrator.source.RecordSource;
import dev.graphiti.migrator.source.weaviate.object.Blobs;
import dev.graphiti.migrator.testing.GatedSource;
import dev.graphiti.migrator.testing.Misbehavior;
import dev.graphiti.migrator.testing.Naming;
import dev.graphiti.migrator.testing.ReadingCluster;
import dev.graphiti.migrator.testing.WeaviateStandIn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WeaviateSourceIT {
    @RegisterExtension
    static final ReadingCluster FLINK = new ReadingCluster();

    private final WeaviateStandIn server = WeaviateStandIn.start();
    private final List<String> expected = new ArrayList<>();

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void readsEveryObjectOnceThroughAFailureInTheMiddleOfASplit(int parallelism) throws Exception {
        expected.addAll(Library.books(server.data(), 9_000));
        server.then(Misbehavior.status(503), Misbehavior.closesConnection(), Misbehavior.halfJson());

        List<String> read =
                FLINK.readThroughAFailure(new GatedSource(source(2_000), 1_100), parallelism, Naming::idOrDamage);

        assertAllOnce(read);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void readsSplitsOfVeryDifferentSizeOnce(int parallelism) throws Exception {
        for (int i = 0; i < 60; i++) {
            expected.addAll(Library.loans(server.data(), "branch" + i, i % 20 == 0 ? 900 : i % 3));
            server.data().withTenant("Loan", "branch" + i, "ACTIVE");
        }
        for (int i = 0; i < 1_500; i++) {
            server.data().withObject("Loan", "branch7", Library.object(Library.near(i), "{}"));
            expected.add(Library.near(i));
        }
        server.data().withTenant("Loan", "closed", "INACTIVE");
        expected.add(
                "tenant closed of class Loan is INACTIVE, so none of its objects was read; activate it and run again");

        assertAllOnce(FLINK.readThroughAFailure(new GatedSource(source(1_000), 600), parallelism, Naming::idOrDamage));
    }

    private void assertAllOnce(List<String> read) {
        assertThat(read).isEqualTo(expected.stream().sorted().toList());
    }

    private RecordSource source(int splitSize) {
        return new WeaviateSourceOptions(
                        server.url(),
                        null,
                        List.of(),
                        InactiveTenants.DEAD_LETTER,
                        Blobs.LEAVE_OUT,
                        100,
                        splitSize,
                        3,
                        null,
                        HttpOptions.withTimeouts(Duration.ofSeconds(10), Duration.ofSeconds(30)))
                .source();
    }
}
