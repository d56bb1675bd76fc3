package dev.graphiti.migrator.source.weaviate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.source.RecordSource;
import dev.graphiti.migrator.source.SourceSplit;
import dev.graphiti.migrator.testing.Misbehavior;
import dev.graphiti.migrator.testing.WeaviateStandIn;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A server that is starting, or a proxy in its place, is an outage and no end. */
class WeaviateStartTest {
    private final WeaviateStandIn server = WeaviateStandIn.start();

    @AfterEach
    void close() {
        server.close();
    }

    static Stream<Misbehavior> answers() {
        return Stream.of(
                Misbehavior.reply(404, ""),
                Misbehavior.reply(404, "{}"),
                Misbehavior.reply(422, "{\"error\":[{\"message\":\"could not find class Book in schema\"}]}"),
                Misbehavior.reply(503, "{\"error\":[{\"message\":\"starting\"}]}"),
                Misbehavior.reply(200, ""),
                Misbehavior.reply(200, "{}"),
                Misbehavior.reply(200, "<html><body>be patient</body></html>"),
                Misbehavior.halfJson());
    }

    @ParameterizedTest
    @MethodSource("answers")
    void pagesAreAskedForAgain(Misbehavior answer) throws IOException {
        List<String> ids = Library.books(server.data(), 50);
        RecordSource source = source();
        server.then(answer, answer);

        assertThat(Library.ids(Library.read(source))).isEqualTo(ids);
    }

    @ParameterizedTest
    @MethodSource("answers")
    void theClassIsAskedForAgain(Misbehavior answer) throws IOException {
        List<String> ids = Library.books(server.data(), 5);
        RecordSource source = source();
        SourceSplit split = source.splits().get(0);
        server.thenOn("schema", answer, answer, answer);

        assertThat(Library.ids(Library.read(source, split, SourceSplit.START))).isEqualTo(ids);
    }

    @ParameterizedTest
    @MethodSource("answers")
    void thePlanAsksAgain(Misbehavior answer) throws IOException {
        List<String> ids = Library.loans(server.data(), "north", 5);
        server.thenOn("schema", answer, answer).thenOn("tenants", answer, answer);

        assertThat(Library.ids(Library.read(source()))).hasSameElementsAs(ids);
    }

    @Test
    void aRefusalDoesNotCountWhileTheServerIsNotReady() throws IOException {
        List<String> ids = Library.loans(server.data(), "north", 30);
        RecordSource source = source();
        Misbehavior noTenant = Misbehavior.reply(422, "{\"error\":[{\"message\":\"tenant not found: north\"}]}");
        server.then(noTenant, noTenant).thenOn("ready", Misbehavior.reply(503, ""), Misbehavior.reply(503, ""));

        assertThat(Library.ids(Library.read(source))).hasSameElementsAs(ids);
    }

    @Test
    void anEmptyPageIsNoEndWhileTheServerIsNotReady() throws IOException {
        List<String> ids = Library.books(server.data(), 30);
        RecordSource source = source();
        server.then(Misbehavior.reply(200, "{\"objects\":[],\"totalResults\":0}"))
                .thenOn("ready", Misbehavior.reply(503, ""));

        assertThat(Library.ids(Library.read(source))).isEqualTo(ids);
    }

    @Test
    void aClassThatStaysAbsentThoughTheSchemaHasItIsOneSentence() throws IOException {
        Library.books(server.data(), 30);
        RecordSource source =
                Library.options(server.url(), Duration.ofSeconds(2)).source();
        server.then(Collections.nCopies(100, Misbehavior.reply(404, "")).toArray(new Misbehavior[0]));

        assertThatThrownBy(() -> Library.read(source))
                .isInstanceOf(MigratorException.class)
                .hasMessageStartingWith(
                        server.url() + "/v1/objects answered 404, though the schema has class Book; gave up after ")
                .hasMessageEndingWith(" s, resume the run when the server is available again");
    }

    private RecordSource source() {
        return Library.options(server.url()).source();
    }
}
