package dev.graphiti.migrator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.graphiti.migrator.config.Secret;
import dev.graphiti.migrator.graph.TargetOptions;
import dev.graphiti.migrator.testing.Misbehavior;
import dev.graphiti.migrator.testing.Neo4jServer;
import dev.graphiti.migrator.testing.OpenAiStandIn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a user can get wrong: each ends within seconds in one sentence and the exit code of the one to mend it. */
class BadInputIT {
    @RegisterExtension
    static final Neo4jServer NEO4J = Neo4jServer.shared();

    private static final String WRONG_PASSWORD = "not-the-password-8271";
    /** Far less than any outage limit, and more than a busy machine needs. */
    private static final Duration SOON = Duration.ofMinutes(2);

    @TempDir
    private Path folder;

    private static OpenAiStandIn openAi = OpenAiStandIn.start(16);

    @BeforeEach
    void empty() {
        NEO4J.clearData();
        openAi.close();
        openAi = OpenAiStandIn.start(16);
    }

    @AfterAll
    static void close() {
        openAi.close();
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:7687, 5, write bolt://host:7687",
        "127.0.0.1, 5, write bolt://host:7687",
        "bolt://127.0.0.1:1, 5, check target.uri and that the server runs",
        "neo4j://127.0.0.1:1, 5, check target.uri and that the server runs",
        "bolt://no-such-host.invalid:7687, 5, check target.uri and that the server runs",
    })
    void aWrongTarget(String uri, int code, String hint) {
        TargetOptions real = NEO4J.options();
        TargetOptions wrong = new TargetOptions(uri, real.user(), real.password(), "neo4j", Duration.ofSeconds(3));

        assertRefused(workspace().demo(wrong, ""), code, hint);
    }

    @Test
    void aWrongPassword() {
        TargetOptions real = NEO4J.options();
        TargetOptions wrong =
                new TargetOptions(real.uri(), real.user(), new Secret(WRONG_PASSWORD), "neo4j", Duration.ofSeconds(3));

        assertRefused(workspace().demo(wrong, ""), 5, "check target.user and target.password");
    }

    @Test
    void aDatabaseThatIsNotThere() {
        assertRefused(
                demo(yaml -> yaml.replace("target: {", "target: { database: nowhere,")), 5, "check target.database");
    }

    @Test
    void vectorsOfAnotherDimension() {
        NEO4J.query("CREATE (:Entity {uuid: 'u', group_id: 'g', name: 'n', name_embedding: [1.0, 2.0, 3.0]})");

        assertRefused(demo(yaml -> yaml), 5, "with 3 dimensions");
        assertThat(NEO4J.count("(n)")).isEqualTo(1);
    }

    @Test
    void anOldServer() {
        assumeThat(cache().resolve("graphiti-migrator/neo4j-5.25.1.classpath"))
                .as("fetch it once with scripts/neo4j start --version 5.25.1")
                .exists();
        try (Neo4jServer old = Neo4jServer.own("old", "--version", "5.25.1")) {
            assertRefused(workspace().demo(old.options(), ""), 5, "Graphiti needs 5.26");
        }
    }

    /** Where {@code scripts/neo4j} remembers what it has fetched. */
    private static Path cache() {
        Map<String, String> environment = System.getenv();
        String chosen = environment.getOrDefault("XDG_CACHE_HOME", "");
        String home = environment.getOrDefault("HOME", System.getProperty("user.home"));
        return chosen.isEmpty() ? Path.of(home, ".cache") : Path.of(chosen);
    }

    static Stream<Arguments> wrongConfigurations() {
        String data = Workspace.DEMO_DATA.toString();
        return Stream.of(
                wrong("unknown key", 3, "unknown key 'wirte'", yaml -> yaml + "wirte: {}\n"),
                wrong("not YAML", 3, "migration.yaml:", yaml -> yaml + "write: [\n"),
                wrong(
                        "variable not set",
                        3,
                        "NO_SUCH_VARIABLE",
                        yaml -> yaml + "write: { batch-size: \"${NO_SUCH_VARIABLE}\" }\n"),
                wrong(
                        "missing file",
                        4,
                        "products.json",
                        yaml -> yaml.replace("catalog/products.json", "catalog/no-such-products.json")),
                wrong("no section source", 3, "source", yaml -> yaml.replaceFirst("(?s)source:.*?\n\n", "")),
                wrong(
                        "no target and no local server",
                        3,
                        "target.uri",
                        yaml -> yaml.replaceFirst("(?m)^target:.*$", "")),
                wrong(
                        "a run folder that is a file",
                        3,
                        "run.directory",
                        yaml -> yaml.replaceFirst(
                                "(?m)^  directory: .*$", "  directory: \"" + data + "/people.jsonl\"")),
                wrong(
                        "a fact of what is no entity",
                        3,
                        "there is no entity",
                        yaml -> yaml.replaceFirst(
                                "entity: \\{ name: full_name.*\\}", "episode: { name: full_name, content: role }")));
    }

    private static Arguments wrong(String name, int code, String hint, UnaryOperator<String> change) {
        return Arguments.of(name, code, hint, change);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongConfigurations")
    void aWrongConfiguration(String name, int code, String hint, UnaryOperator<String> change) {
        assertRefused(demo(change), code, hint);
    }

    @Test
    void aConfigurationThatIsNotThere() {
        assertRefused(workspace(), 3, "migration.yaml");
    }

    @Test
    void aFolderWithoutFiles() throws IOException {
        Path nothing = Files.createDirectory(folder.resolve("nothing"));

        assertRefused(
                demo(yaml -> yaml.replace(Workspace.DEMO_DATA + "/notes", nothing.toString())), 4, nothing.toString());
    }

    static Stream<Arguments> misbehaviors() {
        return Stream.of(
                Arguments.of("401", Misbehavior.status(401, "Incorrect API key provided"), "api-key"),
                Arguments.of("404", Misbehavior.status(404, "no such model"), "model"),
                Arguments.of("429", Misbehavior.tooManyRequests("1"), "gave up"),
                Arguments.of("no credit", Misbehavior.noCreditLeft(), "credit"),
                Arguments.of("half JSON", Misbehavior.halfJson(), "tried 3 times"),
                Arguments.of("empty body", Misbehavior.emptyBody(), "tried 3 times"),
                Arguments.of("no answer", Misbehavior.closesConnection(), "gave up"),
                Arguments.of("silence", Misbehavior.hangs(), "gave up"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("misbehaviors")
    void anEmbeddingEndpointThatMisbehaves(String name, Misbehavior misbehavior, String hint) {
        openAi.thenTimes(100, misbehavior);

        assertRefused(demo(BadInputIT::withOpenAi), 6, hint);
    }

    @Test
    void anEmbeddingEndpointThatMisbehavesInTheMiddle() {
        Workspace demo = demo(BadInputIT::withOpenAi);
        // The first answer is for the preflight, and one vector has but one order.
        openAi.then(Misbehavior.reversedOrder());
        openAi.thenTimes(1000, Misbehavior.status(401, "Incorrect API key provided"));

        Call call = demo.call("migrate");
        assertOneSentence(call, 6, "api-key");
        assertThat(demo.call("status").out()).contains("  failed");
    }

    private static String withOpenAi(String yaml) {
        return yaml.replaceFirst(
                "(?m)^embedding:.*$",
                "embedding: { type: openai, base-url: \"%s\", model: %s, dimensions: 16, api-key: %s, timeout: 1s, give-up-after: 2s, cache: { enabled: false } }"
                        .formatted(openAi.baseUrl(), OpenAiStandIn.MODEL, OpenAiStandIn.KEY));
    }

    @Test
    void aSavepointThatIsNotThere() {
        assertRefused(demo(yaml -> yaml), 3, "does not exist", "--savepoint", folder + "/chk-7");
    }

    @Test
    void aRunThatIsNotThere() {
        Workspace demo = demo(yaml -> yaml);

        assertRefused(
                demo,
                10,
                "There is no run 20200101-000000-aaaa",
                "--savepoint",
                folder + "/chk-7",
                "--run",
                "20200101-000000-aaaa");
        assertOneSentence(demo.call("status"), 10, "There is no run in");
        assertOneSentence(demo.call("status", "--run", "20200101-000000-aaaa"), 10, "There is no run 2020");
        assertOneSentence(demo.call("status", "--run", "../x"), 10, "There is no run ../x");
    }

    private Workspace workspace() {
        return new Workspace(folder);
    }

    private Workspace demo(UnaryOperator<String> change) {
        Workspace demo = workspace().demo(NEO4J.options(), "");
        try {
            return demo.write(change.apply(Files.readString(demo.config())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Before anything is started: no run, nothing in the graph. */
    private static void assertRefused(Workspace workspace, int code, String hint, String... options) {
        long started = System.nanoTime();
        Call call = workspace.call("migrate", options);

        assertOneSentence(call, code, hint);
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(SOON);
        assertThat(workspace.runs()).doesNotExist();
        assertThat(NEO4J.count("(n:Entity {group_id: 'larkspur'})")).isZero();
    }

    private static void assertOneSentence(Call call, int code, String hint) {
        assertThat(call.err()).startsWith("graphiti-migrator: ").contains(hint).hasLineCount(1);
        assertThat(call.code()).as(call.err()).isEqualTo(code);
        assertThat(call.err() + call.out())
                .doesNotContain("Exception")
                .doesNotContain(NEO4J.options().password().value())
                .doesNotContain(WRONG_PASSWORD)
                .doesNotContain(OpenAiStandIn.KEY);
    }
}
