package dev.graphiti.migrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.graphiti.migrator.ledger.LedgerEvent;
import dev.graphiti.migrator.testing.Neo4jServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The demo, through the command line, on a real server. */
class MigrateIT {
    @RegisterExtension
    static final Neo4jServer NEO4J = Neo4jServer.shared();

    private static final List<String> WITH_THE_RUN = List.of("created_at", "expired_at");

    @TempDir
    private Path folder;

    @BeforeEach
    void empty() {
        NEO4J.clear();
    }

    @Test
    void theDemoFromStartToReportAndOnceMore() throws IOException {
        Workspace demo = demo("");

        Call first = demo.call("migrate");

        assertThat(first.err()).isEmpty();
        assertThat(first.code()).as(first.out()).isZero();
        assertSumHolds(demo, first);
        assertLedgerIsTheGraph(demo);
        assertThat(Files.readString(demo.lastRun().resolve("report.html")))
                .contains(demo.lastRun().getFileName().toString());
        assertThat(NEO4J.query("MATCH (r:MigrationRun) RETURN r.id AS id, r.state AS state, r.sum_holds AS holds"))
                .containsExactly(
                        Map.of("id", demo.lastRun().getFileName().toString(), "state", "FINISHED", "holds", true));
        assertThat(demo.allRunFiles()).doesNotContain(NEO4J.options().password().value());

        List<String> before = Workspace.dump(NEO4J);
        Call second = demo.call("migrate", "-p", "3");

        assertThat(second.code()).as(second.err()).isZero();
        assertThat(second.out()).contains("nothing was changed");
        assertSumHolds(demo, second);
        assertThat(demo.report().at("/verdict/changed_nothing").asBoolean()).isTrue();
        Workspace.assertSame(Workspace.dump(NEO4J), before);

        Call status = demo.call("status");
        assertThat(status.code()).isZero();
        assertThat(demo.runDirectories())
                .hasSize(2)
                .allSatisfy(run -> assertThat(status.out()).contains(run.getFileName() + "  finished"));
        String firstRun = demo.runDirectories().get(0).getFileName().toString();
        assertThat(demo.call("status", "--run", firstRun).out()).contains("Run " + firstRun + ", finished");
    }

    @Test
    void parallelismAndSpreadMakeTheSameGraph() {
        // The demo has one ticket twice, with other content in another file: by default, which comes first is chance.
        Workspace demo = demo("\nwrite: { on-duplicate: first }\n");
        assertThat(demo.call("migrate", "-p", "1").code()).isZero();
        List<String> expected = Workspace.dump(NEO4J, WITH_THE_RUN);
        JsonNode records = demo.report().at("/records");

        for (String[] variant : List.of(new String[] {"4", ""}, new String[] {"2", ", spread: 4"})) {
            NEO4J.clearData();
            demo = demo("\nwrite: { on-duplicate: first%s }\n".formatted(variant[1]));
            Call call = demo.call("migrate", "-p", variant[0]);

            assertThat(call.code()).as(call.err()).isZero();
            assertSumHolds(demo, call);
            assertThat(demo.report().at("/records")).isEqualTo(records);
            Workspace.assertSame(Workspace.dump(NEO4J, WITH_THE_RUN), expected);
        }
    }

    @Test
    void theSchemaIsShownMadeAndTakenBack() {
        Workspace demo = demo("");
        List<Map<String, Object>> before = schema();

        Call show = demo.call("schema show");
        assertThat(show.code()).as(show.err()).isZero();
        assertThat(show.out()).contains("CREATE CONSTRAINT").contains("CREATE FULLTEXT INDEX");
        assertThat(schema()).isEqualTo(before);

        assertThat(demo.call("schema apply", "--dry-run").out()).isEqualTo(show.out());
        assertThat(schema()).isEqualTo(before);

        assertThat(demo.call("schema apply").code()).isZero();
        assertThat(schema()).hasSizeGreaterThan(30);
        assertThat(demo.call("schema show").out()).contains("has every constraint and index");

        Call plan = demo.call("schema rollback");
        assertThat(plan.out())
                .contains(
                        "undo: create constraint entity_uuid on Entity(uuid)",
                        "    DROP CONSTRAINT entity_uuid IF EXISTS;")
                .contains("31 schema steps to undo; nothing was changed. Add --execute to undo them.");
        assertThat(schema()).hasSizeGreaterThan(30);

        Call rollback = demo.call("schema rollback", "--execute");
        assertThat(rollback.code()).as(rollback.err()).isZero();
        assertThat(rollback.out()).contains("schema steps undone.");
        assertThat(schema()).isEqualTo(before);
    }

    @Test
    void graphitisOwnIndexesAreNoObstacleAndComeBack() {
        NEO4J.query("CREATE INDEX entity_uuid FOR (n:Entity) ON (n.uuid)");
        NEO4J.query("CREATE INDEX relation_uuid FOR ()-[e:RELATES_TO]-() ON (e.uuid)");
        NEO4J.query("CALL db.awaitIndexes(300)");
        List<Map<String, Object>> before = schema();
        Workspace demo = demo("");

        Call migrate = demo.call("migrate");
        assertThat(migrate.code()).as(migrate.err()).isZero();
        assertThat(migrate.out()).contains("undo with 'schema rollback --execute'");
        assertThat(schema()).isNotEqualTo(before);

        assertThat(demo.call("schema rollback", "--execute").code()).isZero();
        assertThat(schema()).isEqualTo(before);
    }

    @Test
    void aCheckAndADryRunTouchNothing() {
        Workspace demo = demo("");

        Call check = demo.call("config check");
        assertThat(check.code()).isZero();
        assertThat(check.out())
                .contains("batch-size: 4000")
                .doesNotContain(NEO4J.options().password().value());
        Call dryRun = demo.call("migrate", "--dry-run");
        assertThat(dryRun.code()).as(dryRun.err()).isZero();
        assertThat(dryRun.out()).contains("nothing was written");
        for (String collection : List.of("products", "people", "notes", "tickets")) {
            assertThat(dryRun.out()).contains(collection);
        }

        assertThat(demo.runs()).doesNotExist();
        assertThat(NEO4J.count("(n)")).isZero();
        assertThat(schema()).isEmpty();
    }

    @Test
    void moreDeadLettersThanAllowedAreAnExitCode() throws IOException {
        Workspace demo = demo("");
        demo.write(
                Files.readString(demo.config()).replaceFirst("allowed-dead-letters: \\d+", "allowed-dead-letters: 0"));

        Call call = demo.call("migrate");

        assertThat(call.code()).isEqualTo(7);
        assertThat(call.out()).contains("are more than the 0 that run.allowed-dead-letters allows");
        assertSumHolds(demo, call);
    }

    private Workspace demo(String more) {
        return new Workspace(folder).demo(NEO4J.options(), more);
    }

    private static void assertSumHolds(Workspace workspace, Call call) {
        assertThat(workspace.report().at("/verdict/sum_holds").asBoolean())
                .as(call.out())
                .isTrue();
    }

    /** Without the lock on it, which stays. */
    private static List<Map<String, Object>> schema() {
        return NEO4J.query("SHOW INDEXES YIELD name, type, labelsOrTypes, properties, owningConstraint"
                + " WHERE type <> 'LOOKUP' AND name <> 'migration_lease' RETURN name, type, labelsOrTypes, properties,"
                + " coalesce(owningConstraint, '') AS owner ORDER BY name");
    }

    /** Each element in the graph has exactly one row in the ledger, besides those that were merged. */
    private static void assertLedgerIsTheGraph(Workspace workspace) {
        Map<String, Long> rows = new HashMap<>();
        workspace.ledger().stream()
                .filter(row -> row.event() == LedgerEvent.CREATED)
                .forEach(row -> rows.merge(row.kind(), 1L, Long::sum));
        Map<String, Long> elements = new HashMap<>();
        NEO4J.query("MATCH (n) WHERE n.uuid IS NOT NULL"
                        + " RETURN [l IN labels(n) WHERE l IN ['Entity','Episodic','Community','Saga']][0] AS kind,"
                        + " count(*) AS count UNION ALL MATCH ()-[r]->() RETURN type(r) AS kind, count(*) AS count")
                .forEach(row -> elements.put(String.valueOf(row.get("kind")), (Long) row.get("count")));
        assertThat(rows).isEqualTo(elements).hasSizeGreaterThanOrEqualTo(4);
    }
}
