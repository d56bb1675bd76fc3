package dev.graphiti.migrator.source.pinecone;

import static dev.graphiti.migrator.source.pinecone.PineconeSamples.options;
import static dev.graphiti.migrator.source.pinecone.PineconeSamples.readAll;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.source.RecordSource;
import dev.graphiti.migrator.source.SourceSplit;
import dev.graphiti.migrator.testing.Misbehavior;
import dev.graphiti.migrator.testing.PineconeStandIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user can mend is one sentence. */
class PineconeRefusalTest {
    private PineconeStandIn pinecone = PineconeStandIn.serverless();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        pinecone.close();
    }

    private PineconeStandIn instead(PineconeStandIn other) {
        pinecone.close();
        pinecone = other;
        return other;
    }

    @Test
    void saysWhyAPodIndexCannotBeRead() {
        instead(PineconeStandIn.pod()).holding("n", "x-", 5);

        assertRefused(
                options(pinecone),
                "index 'articles' cannot be listed, since it is a pod index: Pinecone lists the ids of serverless indexes"
                        + " only; name files with the ids in source.id-files, or turn the pod index into a collection and"
                        + " that into a serverless index, and read that one");
        assertRefused(
                options(pinecone, "host: " + pinecone.url()),
                "index 'articles' cannot be listed (" + pinecone.url()
                        + "/vectors/list answered 400 and says: List is supported only for serverless indexes): Pinecone"
                        + " lists the ids of serverless indexes only; name files with the ids in source.id-files, or turn"
                        + " the pod index into a collection and that into a serverless index, and read that one");
    }

    @Test
    void saysWhatIsWrongInOneSentence() {
        pinecone.holding("n", "x-", 5);

        assertRefused(
                PineconeSamples.of("source: { type: pinecone, api-key: pc-wrong, index: articles, control-url: \"%s\" }"
                        .formatted(pinecone.url())),
                pinecone.url()
                        + "/indexes/articles answered 401; set source.api-key to a key that may read index 'articles'");
        assertRefused(
                PineconeSamples.of("source: { type: pinecone, api-key: %s, index: artikel, control-url: \"%s\" }"
                        .formatted(PineconeStandIn.KEY, pinecone.url())),
                "there is no index 'artikel' for this key at " + pinecone.url() + "; check source.index");
        assertRefused(
                options(pinecone, "namespaces: [m]"),
                "index 'articles' has no namespace 'm', only: n; correct source.namespaces");
        assertRefused(
                options(pinecone, "kind: documents"),
                "index 'articles' is a classic index; set source.kind to classic");
        assertRefused(
                options(pinecone, "api-version: 2019-01"),
                pinecone.url() + "/indexes/articles answered 400 and says: unknown version 2019-01");
    }

    @Test
    void anEmptyIndexIsNothingToMigrate() {
        assertRefused(options(pinecone), "index 'articles' holds no records, so there is nothing to migrate");
    }

    @Test
    void aNamespaceOfAFileOfIdsThatIsNotThereIsOneSentence() throws IOException {
        instead(PineconeStandIn.pod()).holding("n", "x-", 5);
        Path file = folder.resolve("ids.txt");
        Files.writeString(file, "x-00000\n");

        assertRefused(
                options(pinecone, "id-files: { m: \"" + file + "\" }"),
                "index 'articles' has no namespace 'm', only: n; correct source.id-files");
        assertThatThrownBy(() -> options(pinecone, "id-files: { n: \"" + file + "x\" }")
                        .source()
                        .splits())
                .isInstanceOf(MigratorException.class)
                .hasMessageStartingWith("the file of ids " + file + "x cannot be read (")
                .hasMessageEndingWith("); correct source.id-files");
    }

    @Test
    void anAnswerOfSomebodyElseIsNotTheEnd() throws IOException {
        pinecone.holding("n", "x-", 250);
        RecordSource source = PineconeSamples.of(
                        "source: { type: pinecone, api-key: %s, index: articles, control-url: \"%s\", http: { outage-limit: 1s } }"
                                .formatted(PineconeStandIn.KEY, pinecone.url()))
                .source();
        SourceSplit split = source.splits().get(0);
        pinecone.then(Collections.nCopies(50, Misbehavior.answer("{}")).toArray(new Misbehavior[0]));

        assertThatThrownBy(() -> readAll(source, split, SourceSplit.START))
                .isInstanceOf(MigratorException.class)
                .hasMessageStartingWith(
                        "the answer of " + pinecone.url()
                                + "/vectors/list is truncated, or not from Pinecone; check source.host and the proxy; gave up after ")
                .hasMessageEndingWith(" s, resume the run when the server is available again");
    }

    private static void assertRefused(PineconeOptions options, String sentence) {
        assertThatThrownBy(() -> options.source().splits())
                .isInstanceOf(MigratorException.class)
                .hasMessage(sentence);
    }
}
