package dev.graphiti.migrator.source.weaviate;

import static dev.graphiti.migrator.testing.Misbehavior.answer;
import static dev.graphiti.migrator.testing.Misbehavior.closesConnection;
import static dev.graphiti.migrator.testing.Misbehavior.emptyBody;
import static dev.graphiti.migrator.testing.Misbehavior.halfJson;
import static dev.graphiti.migrator.testing.Misbehavior.hangs;
import static dev.graphiti.migrator.testing.Misbehavior.stalls;
import static dev.graphiti.migrator.testing.Misbehavior.status;
import static dev.graphiti.migrator.testing.Misbehavior.tooManyRequests;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graphiti.migrator.model.DeadLetter.Kept;
import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.source.RecordSource;
import dev.graphiti.migrator.source.SourceRecord;
import dev.graphiti.migrator.source.SourceSplit;
import dev.graphiti.migrator.source.weaviate.api.WeaviateApi;
import dev.graphiti.migrator.testing.Letters;
import dev.graphiti.migrator.testing.ScriptedExchange;
import dev.graphiti.migrator.testing.WeaviateStandIn;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    void eachRecordIsReadAgainFromThePositionBeforeIt() throws IOException {
        Library.books(server.data(), 90);
        server.data().withObject("Book", "", Library.object(Library.near(1), "{\"pages\": \"many\"}"));
        Library.loans(server.data(), "north", 30);

        assertThat(Letters.assertEachIsReadAgain(source())).isEqualTo(121);
    }

    @Test
    void anEmptyClassIsReadToo() throws IOException {
        Library.books(server.data(), 0);

        assertThat(Library.read(source())).isEmpty();
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
        assertThat(read.get(0).raw()).isEqualTo(Kept.pointer("{\"pages\":\"many\"}"));
    }

    @Test
    void asksAgainWhenTheServerOrTheWayToItIsNotWell() throws IOException {
        List<String> ids = Library.books(server.data(), 100);
        server.then(tooManyRequests("0"), status(500), closesConnection(), halfJson());
        assertThat(Library.ids(Library.read(source()))).isEqualTo(ids);

        server.then(status(503), stalls(), hangs(), status(502));
        assertThat(Library.ids(Library.read(source()))).isEqualTo(ids);
    }

    @Test
    void anAnswerOfSomebodyElseIsNotTheEnd() throws IOException {
        List<String> ids = Library.books(server.data(), 100);
        server.then(emptyBody(), answer("{}"), answer("{\"objects\": null}"));

        assertThat(Library.ids(Library.read(source()))).isEqualTo(ids);
    }

    @Test
    void keepsToTheQuotaThatTheServerReallyHas() throws IOException {
        List<String> ids = Library.books(server.withQuota(15).data(), 400);

        assertThat(Library.ids(Library.read(source()))).isEqualTo(ids);
        assertThat(server.throttled()).isPositive();
    }

    @Test
    void anAnswerOfSomebodyElseIsNotAnEmptyList() {
        ScriptedExchange network =
                new ScriptedExchange().thenAnswer(200, "{}").thenAnswer(200, "").thenAnswer(200, "{}");
        WeaviateApi api = new WeaviateApi(network, "http://w/v1");

        assertThatThrownBy(() -> api.tenants("Loan"))
                .isInstanceOf(MigratorException.class)
                .hasMessage("http://w/v1/schema/Loan/tenants does not answer as Weaviate does (it contains no list);"
                        + " check source.url");
        assertThatThrownBy(api::classes).hasMessageContaining("/schema does not answer as Weaviate does");
        assertThatThrownBy(() -> api.find("Loan")).hasMessageContaining("(it contains no class)");
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
}
