package dev.graphiti.migrator.source.weaviate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.source.RecordSource;
import dev.graphiti.migrator.source.SourceRecord;
import dev.graphiti.migrator.testing.Misbehavior;
import dev.graphiti.migrator.testing.WeaviateStandIn;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Classes that the configuration names by an alias. */
class WeaviateAliasTest {
    private final WeaviateStandIn server = WeaviateStandIn.start();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void anAliasIsReadUnderItsOwnName() throws IOException {
        List<String> ids = Library.books(server.data().withAlias("Paper", "Book"), 30);
        server.data().withObject("Book", "", Library.object(Library.near(1), """
                {"follows": [{"beacon": "weaviate://localhost/Book/%s"}]}""".formatted(ids.get(0))));

        List<SourceRecord> read = Library.read(source("Paper"));

        assertThat(Library.ids(read)).hasSize(31).containsAll(ids);
        assertThat(read).extracting(record -> record.origin().collection()).containsOnly("Paper");
        assertThat(read).extracting(record -> record.fields().at("class")).containsOnly("Book");
        assertThat(read.get(0).fields().at("properties.follows"))
                .isEqualTo(List.of(Map.of("collection", "Paper", "id", ids.get(0))));
    }

    @Test
    void theClassIsTheOneOfThePlanThoughTheAliasLeadsElsewhereSince() throws IOException {
        List<String> ids = Library.books(server.data().withAlias("Paper", "Book"), 30);
        RecordSource source = source("Paper");
        server.onPage(page -> server.data().withClass(Library.AUTHOR).withAlias("Paper", "Author"));

        assertThat(Library.ids(Library.read(source))).isEqualTo(ids);
    }

    @Test
    void aClassThatIsNamedTwiceIsOneSentence() {
        Library.books(server.data().withAlias("Paper", "Book"), 5);

        assertThatThrownBy(() -> source("Paper", "Book").splits())
                .isInstanceOf(MigratorException.class)
                .hasMessage("source.collections names class Book twice, as Paper and as Book; keep one of them");
    }

    @Test
    void anOlderServerHasNoAliases() {
        Library.books(server.data(), 5);
        server.thenOn(
                "aliases", Misbehavior.reply(404, "{\"code\":404,\"message\":\"path /v1/aliases was not found\"}"));

        assertThatThrownBy(() -> source("Paper").splits())
                .hasMessage(server.url() + "/v1 has no class Paper but Book; correct source.collections");
    }

    private RecordSource source(String... names) {
        WeaviateCollection[] collections =
                Arrays.stream(names).map(WeaviateCollection::whole).toArray(WeaviateCollection[]::new);
        return Library.options(server.url(), collections).source();
    }
}
