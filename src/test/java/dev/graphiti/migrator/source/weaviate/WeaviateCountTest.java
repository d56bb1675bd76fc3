package dev.graphiti.migrator.source.weaviate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.source.RecordSource;
import dev.graphiti.migrator.source.SourceCount;
import dev.graphiti.migrator.source.SourceCount.Certainty;
import dev.graphiti.migrator.source.SourceCount.Unit;
import dev.graphiti.migrator.source.SourceRecord;
import dev.graphiti.migrator.testing.Misbehavior;
import dev.graphiti.migrator.testing.WeaviateStandIn;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the server says that it holds is what is read. */
class WeaviateCountTest {
    private final WeaviateStandIn server = WeaviateStandIn.start();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void classesTenantsAliasesAndTenantsThatCannotBeReadAreCounted() throws IOException {
        Library.books(server.data().withAlias("Paper", "Book"), 320);
        Library.loans(server.data(), "north", 5);
        Library.loans(server.data(), "south", 200);
        server.data().withTenant("Loan", "east", "INACTIVE");
        server.data().withObject("Book", "", Library.object(Library.near(7), "{\"pages\": \"a text\"}"));
        RecordSource source = Library.options(
                        server.url(), WeaviateCollection.whole("Paper"), WeaviateCollection.whole("Loan"))
                .source();

        List<SourceCount> counts = source.counts(source.splits());

        assertThat(counts).containsExactly(live("Paper", 321), live("Loan", 206));
        List<SourceRecord> read = Library.read(source);
        assertThat(read)
                .filteredOn(record -> record.origin().collection().equals("Paper"))
                .hasSize(321);
        assertThat(read)
                .filteredOn(record -> record.origin().collection().equals("Loan"))
                .hasSize(206);
    }

    @Test
    void aServerThatDoesNotCountIsNoFailure() throws IOException {
        Library.books(server.data(), 3);
        Library.loans(server.data(), "north", 5);
        RecordSource source = Library.options(server.url()).source();
        var splits = source.splits();
        server.thenOn("graphql", Misbehavior.reply(422, "{\"error\":[{\"message\":\"graphql api is disabled\"}]}"));

        List<SourceCount> counts = source.counts(splits);
        assertThat(counts).hasSize(2).contains(live("Loan", 5));
        assertThat(counts)
                .filteredOn(count -> count.collection().equals("Book"))
                .singleElement()
                .satisfies(count -> assertThat(count.unknown()).contains("graphql api is disabled"));
    }

    private static SourceCount live(String collection, long count) {
        return new SourceCount(collection, Unit.RECORDS, count, Certainty.LIVE);
    }
}
