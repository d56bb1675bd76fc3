package dev.graphiti.migrator.source.weaviate;

import static dev.graphiti.migrator.testing.Misbehavior.closesConnection;
import static dev.graphiti.migrator.testing.Misbehavior.halfJson;
import static dev.graphiti.migrator.testing.Misbehavior.hangs;
import static dev.graphiti.migrator.testing.Misbehavior.stalls;
import static dev.graphiti.migrator.testing.Misbehavior.status;
import static dev.graphiti.migrator.testing.Misbehavior.tooManyRequests;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graphiti.migrator.config.Secret;
import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.source.RecordSource;
import dev.graphiti.migrator.source.SourceRecord;
import dev.graphiti.migrator.source.SourceSplit;
import dev.graphiti.migrator.testing.WeaviateStandIn;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WeaviateSourceTest {
    private final WeaviateStandIn server = WeaviateStandIn.start();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void readsEveryObjectOfAllClassesAndTenantsOnce() throws IOException {
        List<String> expected = new ArrayList<>(Library.books(server.data(), 700));
        expected.addAll(Library.loans(server.data(), "north", 30));
        expected.addAll(Library.loans(server.data(), "south", 400));
        RecordSource source = source();

        List<SourceSplit> splits = source.splits();

        assertThat(splits.stream().map(SourceSplit::id))
                .contains("Book#1", "Loan/north", "Loan/south#1")
                .doesNotHaveDuplicates();
        assertThat(Library.ids(Library.read(source)))
                .isEqualTo(expected.stream().sorted().toList());
    }

    @Test
    void idsOnBothSidesOfTheSignedOrderAreReadOnce() throws IOException {
        Library.books(server.data(), 0);
        for (int i = 0; i < 400; i++) {
            String half = i % 2 == 0 ? "7fffffff-ffff-ffff" : "80000000-0000-0000";
            String id = half + (i % 4 < 2 ? "-7fff-" : "-8000-") + "%012x".formatted(i);
            server.data().withObject("Book", "", Library.object(id, "{}"));
        }
        server.data().withObject("Book", "", Library.object("00000000-0000-0000-0000-000000000000", "{}"));
        server.data().withObject("Book", "", Library.object("FFFFFFFF-ffff-ffff-ffff-ffffffffffff", "{}"));

        List<SourceRecord> read = Library.read(source());

        assertThat(Library.ids(read)).hasSize(402).doesNotHaveDuplicates();
    }

    @Test
    void goesOnBehindAnyRecord() throws IOException {
        List<String> ids = Library.books(server.data(), 90);
        RecordSource source = source();
        SourceSplit split = source.splits().get(0);

        List<SourceRecord> all = Library.read(source, split, SourceSplit.START);

        assertThat(Library.ids(all)).isEqualTo(ids);
        assertThat(all.get(41).progress()).isEqualTo(42);
        assertThat(Library.ids(Library.read(source, split, all.get(41).next()))).isEqualTo(ids.subList(42, 90));
        assertThat(Library.read(source, split, all.get(89).next())).isEmpty();
    }

    @Test
    void anEmptyClassIsReadToo() throws IOException {
        Library.books(server.data(), 0);

        assertThat(Library.read(source())).isEmpty();
    }

    @Test
    void sendsTheKey() throws IOException {
        List<String> ids = Library.books(server.askingForKey().data(), 5);

        assertThat(Library.ids(Library.read(withKey(WeaviateStandIn.KEY)))).isEqualTo(ids);
    }

    @Test
    void oneSentenceForAWrongKey() {
        Library.books(server.askingForKey().data(), 5);

        assertThatThrownBy(() -> Library.read(withKey("wrong-key-991")))
                .isInstanceOf(MigratorException.class)
                .hasMessage(server.url() + "/v1/schema answered 401; set source.api-key to a key that may read there");
    }

    @Test
    void oneSentenceForAClassThatIsNotThere() {
        Library.books(server.data().withClass(Library.AUTHOR), 5);

        assertThatThrownBy(() -> source(WeaviateCollection.whole("Boook")).splits())
                .hasMessage(server.url() + "/v1 has no class Boook but Author, Book; correct source.collections");
    }

    @Test
    void oneSentenceForATenantThatIsNotThere() {
        Library.loans(server.data(), "north", 5);
        Library.books(server.data(), 5);

        assertThatThrownBy(() -> source(new WeaviateCollection("Loan", List.of("west"), null))
                        .splits())
                .hasMessage("class Loan has no tenant west but north; correct source.collections");
        assertThatThrownBy(() -> source(new WeaviateCollection("Book", List.of("west"), null))
                        .splits())
                .hasMessage("class Book has no tenants; remove them from source.collections");
    }

    @Test
    void oneSentenceForAVectorThatIsNotThere() {
        Library.books(server.data(), 5);

        assertThatThrownBy(() -> source(new WeaviateCollection("Book", List.of(), "title"))
                        .splits())
                .hasMessage("class Book has no vector named title but only one without a name;"
                        + " correct source.collections");
    }

    @Test
    void oneSentenceForAServerWithoutClassesAndForOneThatIsNone() {
        assertThatThrownBy(() -> source().splits())
                .hasMessage(server.url() + "/v1 has no classes, so there is nothing to migrate");
        assertThatThrownBy(() ->
                        Library.options(server.url() + "/elsewhere").source().splits())
                .isInstanceOf(MigratorException.class)
                .hasMessageContaining("/elsewhere/v1/schema answered 404");
    }

    @Test
    void tenantsThatAreNotActiveAreDeadLettersAndNotActivated() throws IOException {
        List<String> ids = Library.loans(server.data(), "north", 5);
        server.data().withTenant("Loan", "south", "INACTIVE").withTenant("Loan", "east", "OFFLOADED");
        RecordSource source = source();

        assertThat(source.estimate(source.splits()))
                .isEqualTo(
                        "Weaviate: about 5 objects of 1 classes in 1 splits; 2 inactive tenants cannot be read: tenant east"
                                + " of class Loan (OFFLOADED), tenant south of class Loan (INACTIVE). Activate them in Weaviate"
                                + " to have them too.");
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

    @Test
    void anObjectThatDoesNotFitItsClassIsADeadLetter() throws IOException {
        Library.books(server.data(), 1);
        server.data().withObject("Book", "", Library.object(Library.near(1), "{\"pages\": \"many\"}"));

        List<SourceRecord> read = Library.read(source());

        assertThat(read).hasSize(2);
        assertThat(read.get(0).damage())
                .isEqualTo(
                        "an object of class Book cannot be read: its property pages is a text and not int, as its class"
                                + " says; correct it in Weaviate");
        assertThat(read.get(0).raw()).isEqualTo("{\"pages\":\"many\"}");
    }

    @Test
    void asksAgainWhenTheServerOrTheWayToItIsNotWell() throws IOException {
        List<String> ids = Library.books(server.data(), 100);
        server.then(
                tooManyRequests("0"),
                status(500),
                status(503),
                closesConnection(),
                halfJson(),
                stalls(),
                hangs(),
                status(502));

        assertThat(Library.ids(Library.read(source()))).isEqualTo(ids);
    }

    @Test
    void anOldBeaconOfSeveralClassesIsLookedUp() throws IOException {
        Library.books(server.data().withClass(Library.AUTHOR).withClass(Library.PUBLISHER), 0);
        server.data()
                .withObject("Publisher", "", Library.object(Library.near(7), "{\"name\": \"Reed Press\"}"))
                .withObject(
                        "Book", "", Library.object(Library.near(1), """
                                {"writtenBy": [{"beacon": "weaviate://localhost/%s", "href": "/v1/x"}],
                                 "follows": [{"beacon": "weaviate://localhost/%s"}]}""".formatted(Library.near(7), Library.near(2))));

        SourceRecord book =
                Library.read(source(WeaviateCollection.whole("Book"))).get(0);

        assertThat(book.fields().at("properties.writtenBy"))
                .isEqualTo(List.of(Map.of("collection", "Publisher", "id", Library.near(7))));
        assertThat(book.fields().at("properties.follows"))
                .isEqualTo(List.of(Map.of("collection", "Book", "id", Library.near(2))));
    }

    private RecordSource source(WeaviateCollection... collections) {
        return Library.options(server.url(), collections).source();
    }

    private RecordSource withKey(String key) {
        WeaviateSourceOptions plain = Library.options(server.url());
        return new WeaviateSourceOptions(
                        plain.url(),
                        new Secret(key),
                        plain.collections(),
                        plain.inactiveTenants(),
                        plain.blobs(),
                        plain.pageSize(),
                        plain.splitSize(),
                        plain.concurrency(),
                        null,
                        plain.http())
                .source();
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
