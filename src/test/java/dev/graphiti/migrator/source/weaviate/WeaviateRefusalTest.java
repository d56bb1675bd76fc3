package dev.graphiti.migrator.source.weaviate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graphiti.migrator.config.Secret;
import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.source.RecordSource;
import dev.graphiti.migrator.testing.WeaviateStandIn;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a user can mend is one sentence. */
class WeaviateRefusalTest {
    private final WeaviateStandIn server = WeaviateStandIn.start();

    @AfterEach
    void close() {
        server.close();
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
}
