package dev.graphiti.migrator.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graphiti.migrator.config.Secret;
import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;
import dev.graphiti.migrator.testing.Neo4jServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A user's mistakes with the target, each answered with a sentence that says what to do. */
class TargetIT {
    @RegisterExtension
    static final Neo4jServer NEO4J = Neo4jServer.shared();

    private final TargetOptions good = NEO4J.options();

    @Test
    void aServerThatIsNewEnoughPasses() {
        assertThatCode(() -> verify(good)).doesNotThrowAnyException();
    }

    @Test
    void graphitiFindsAllInTheDatabaseOfAFreshServer() {
        try (Target target = Target.open(good)) {
            assertThat(target.caution()).isEmpty();
        }
    }

    @Test
    void routingWorksToo() {
        assertThatCode(() -> verify(with(good.uri().replace("bolt://", "neo4j://"), "neo4j")))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:7687", "http://localhost:7474", "bolt//localhost", "", "bolt://", "bolt://a b"})
    void anAddressOfTheWrongFormIsRefusedAtOnce(String uri) {
        assertThatThrownBy(() -> verify(with(uri, "neo4j")))
                .isInstanceOfSatisfying(
                        MigratorException.class, e -> assertThat(e.fault()).isEqualTo(Fault.TARGET))
                .hasMessageStartingWith("target.uri '" + uri + "' is not the address of a Neo4j server (")
                .hasMessageEndingWith("); write bolt://host:7687 or neo4j://host:7687.");
    }

    /** Neither message nor cause may show it: both end up in logs. */
    @Test
    void aPasswordInTheAddressIsRefusedAndNotShown() {
        assertThatThrownBy(() -> verify(with("bolt://neo4j:s3cret@localhost:7687", "neo4j")))
                .isInstanceOf(MigratorException.class)
                .hasMessage(
                        "target.uri contains a user or password; write bolt://host:7687 or neo4j://host:7687 and give"
                                + " them as target.user and target.password")
                .hasNoCause();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bolt", "neo4j"})
    void nobodyListens(String scheme) throws IOException {
        String uri = scheme + "://127.0.0.1:" + unusedPort();

        assertThatThrownBy(() -> verify(with(uri, "neo4j")))
                .isInstanceOf(MigratorException.class)
                .hasMessageStartingWith("No Neo4j answers at " + uri + " (")
                .hasMessageEndingWith("); check target.uri and that the server runs.");
    }

    @Test
    void anUnknownHost() {
        assertThatThrownBy(() -> verify(with("bolt://no-such-host.invalid:7687", "neo4j")))
                .isInstanceOf(MigratorException.class)
                .hasMessageStartingWith("No Neo4j answers at bolt://no-such-host.invalid:7687 (");
    }

    @Test
    void aServerWithoutTls() {
        assertThatThrownBy(() -> verify(with(good.uri().replace("bolt://", "bolt+s://"), "neo4j")))
                .isInstanceOf(MigratorException.class)
                .hasMessageStartingWith("No ")
                .hasMessageContaining(" bolt+s://127.0.0.1:");
    }

    @Test
    void aWrongPassword() {
        TargetOptions wrong =
                new TargetOptions(good.uri(), "neo4j", new Secret("guessed"), "neo4j", Duration.ofSeconds(5));

        assertThatThrownBy(() -> verify(wrong))
                .isInstanceOf(MigratorException.class)
                .hasMessage("Neo4j at " + good.uri() + " refuses user 'neo4j' with this password; check target.user and"
                        + " target.password.")
                .message()
                .doesNotContain("guessed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bolt", "neo4j"})
    void anUnknownDatabase(String scheme) {
        String uri = good.uri().replace("bolt", scheme);

        assertThatThrownBy(() -> verify(with(uri, "graphs")))
                .isInstanceOf(MigratorException.class)
                .hasMessage("Neo4j at " + uri + " has no database 'graphs'; check target.database.");
    }

    @Test
    void itsTextShowsNoPassword() {
        assertThat(good.toString()).doesNotContain(good.password().value());
    }

    private TargetOptions with(String uri, String database) {
        return new TargetOptions(uri, good.user(), good.password(), database, Duration.ofSeconds(5));
    }

    private static void verify(TargetOptions options) {
        try (Target target = Target.open(options)) {
            target.verify();
        }
    }

    private static int unusedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
