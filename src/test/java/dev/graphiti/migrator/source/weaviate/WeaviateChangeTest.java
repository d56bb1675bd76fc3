package dev.graphiti.migrator.source.weaviate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graphiti.migrator.source.RecordSource;
import dev.graphiti.migrator.source.SourceRecord;
import dev.graphiti.migrator.source.SourceSplit;
import dev.graphiti.migrator.testing.WeaviateStandIn;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tenants that cannot be read, and a schema that changes while it is read. */
class WeaviateChangeTest {
    private final WeaviateStandIn server = WeaviateStandIn.start();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void tenantsThatAreNotActiveAreDeadLettersAndNotActivated() throws IOException {
        List<String> ids = Library.loans(server.data(), "north", 5);
        server.data().withTenant("Loan", "south", "INACTIVE").withTenant("Loan", "east", "OFFLOADED");
        RecordSource source = source();

        assertThat(source.estimate(source.splits()))
                .isEqualTo(
                        "Weaviate: about 5 objects of 1 classes in 1 splits; 2 inactive tenants cannot be read: tenant east"
                                + " of class Loan (OFFLOADED), tenant south of class Loan (INACTIVE). Activate them"
                                + " in Weaviate to migrate them too.");
        List<SourceRecord> read = Library.read(source);
        assertThat(Library.ids(read)).hasSameElementsAs(ids);
        assertThat(Library.damages(read))
                .containsExactly(
                        "tenant east of class Loan is OFFLOADED, so none of its objects was read; activate it and run again",
                        "tenant south of class Loan is INACTIVE, so none of its objects was read; activate it and run again");
    }

    @Test
    void tenantsThatAreNotActiveMayFailOrBeLeftOut() throws IOException {
        Library.loans(server.data(), "north", 5);
        server.data().withTenant("Loan", "south", "COLD");

        assertThatThrownBy(() -> withInactive(InactiveTenants.FAIL).splits())
                .hasMessage("tenant south of class Loan is COLD and cannot be read; activate it, or set"
                        + " source.inactive-tenants");
        List<SourceRecord> read = Library.read(withInactive(InactiveTenants.LEAVE_OUT));
        assertThat(read.stream().map(SourceRecord::note).filter(Objects::nonNull))
                .containsExactly("inactive-tenant");
        assertThat(Library.damages(read)).isEmpty();
    }

    @Test
    void aClassThatIsDeletedLeavesWhatWasReadAndOneDeadLetter() throws IOException {
        Library.books(server.data(), 100);
        server.onPage(page -> {
            if (page == 4) {
                server.data().deleteClass("Book");
            }
        });

        List<SourceRecord> read = Library.read(source());

        assertThat(Library.ids(read)).hasSize(60);
        assertThat(Library.damages(read))
                .containsExactly("class Book was deleted while it was read; the 60 objects of split Book that were read"
                        + " before are kept, the rest of it is missing");
        SourceSplit split = new SourceSplit("Book", "Book", "", 0);
        assertThat(read.get(60).next()).isEqualTo("end");
        assertThat(split.id()).isEqualTo(read.get(60).origin().split());
    }

    @Test
    void aTenantThatIsDeletedOrDeactivatedToo() throws IOException {
        Library.loans(server.data(), "north", 100);
        Library.loans(server.data(), "south", 100);
        server.onPage(page -> {
            if (page == 2) {
                server.data().deleteTenant("Loan", "north");
                server.data().withTenant("Loan", "south", "INACTIVE");
            }
        });

        List<SourceRecord> read = Library.read(source());

        assertThat(Library.ids(read)).hasSize(20);
        assertThat(Library.damages(read))
                .containsExactly(
                        "tenant north of class Loan was deleted while it was read; the 20 objects of split Loan/north that"
                                + " were read before are kept, the rest of it is missing",
                        "tenant south of class Loan became INACTIVE while it was read; the 0 objects of split Loan/south"
                                + " that were read before are kept, the rest of it is missing");
    }

    @Test
    void whatIsAddedToTheSchemaIsTakenIn() throws IOException {
        Library.books(server.data(), 50);
        server.onPage(page -> {
            if (page == 2) {
                server.data()
                        .withClass(
                                Library.BOOK.replace("]}]}", "]}, {\"name\": \"price\", \"dataType\": [\"number\"]}]}"))
                        .withObject(
                                "Book", "", Library.object("ffffffff-0000-0000-0000-000000000000", "{\"price\": 12}"));
            }
        });

        List<SourceRecord> read = Library.read(source());

        assertThat(Library.damages(read)).isEmpty();
        assertThat(read.get(50).fields().at("properties.price")).isEqualTo(12.0);
    }

    @Test
    void aSchemaThatIsNoLongerTheSameEndsTheSplitWithOneDeadLetter() throws IOException {
        Library.books(server.data(), 50);
        server.onPage(page -> {
            if (page == 2) {
                server.data()
                        .withClass(Library.BOOK.replace("\"int\"", "\"text\""))
                        .withObject(
                                "Book",
                                "",
                                Library.object("ffffffff-0000-0000-0000-000000000000", "{\"pages\": \"xii\"}"));
            }
        });

        List<SourceRecord> read = Library.read(source());

        assertThat(Library.ids(read)).hasSize(50);
        assertThat(Library.damages(read))
                .containsExactly(
                        "class Book has changed (its property pages is text now and was int) while it was read; the"
                                + " 50 objects of split Book that were read before are kept, the rest of it is missing");
    }

    private RecordSource source(WeaviateCollection... collections) {
        return Library.options(server.url(), collections).source();
    }

    private RecordSource withInactive(InactiveTenants policy) {
        WeaviateSourceOptions plain = Library.options(server.url());
        return new WeaviateSourceOptions(
                        plain.url(),
                        null,
                        plain.collections(),
                        policy,
                        plain.blobs(),
                        plain.pageSize(),
                        plain.splitSize(),
                        plain.concurrency(),
                        null,
                        plain.http())
                .source();
    }
}
