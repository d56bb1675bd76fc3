package dev.graphiti.migrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.testing.Neo4jServer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The commands {@code schema show}, {@code apply} and {@code rollback} on a real server. */
class SchemaCommandIT {
    @RegisterExtension
    static final Neo4jServer NEO4J = Neo4jServer.shared();

    @TempDir
    private Path folder;

    private Workspace demo;

    @BeforeEach
    void emptyDatabase() {
        NEO4J.clear();
        demo = new Workspace(folder).demo(NEO4J.options(), "");
    }

    @Test
    void twoAppliesAtTheSameMomentBothSucceedAndApplyEachStepOnce() {
        CyclicBarrier both = new CyclicBarrier(2);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        List<CompletableFuture<Call>> calls = Stream.of(1, 2)
                .map(each -> CompletableFuture.supplyAsync(() -> applyWith(both), threads))
                .toList();

        assertThat(calls).allSatisfy(call -> {
            assertThat(call.join().code()).as(call.join().err()).isZero();
            assertThat(call.join().err()).isEmpty();
        });
        threads.shutdown();

        assertThat(calls)
                .as("what the second one plans")
                .anyMatch(
                        call -> call.join().out().contains("The graph has every constraint and index that it needs."));
        assertThat(NEO4J.count("(s:MigrationSchema)")).isEqualTo(31);
        assertThat(NEO4J.value("MATCH (s:MigrationSchema) RETURN count(DISTINCT s.object)"))
                .isEqualTo(31L);
        assertThat(schema("show").out())
                .isEqualTo("The graph has every constraint and index that it needs.%n".formatted());
    }

    private Call applyWith(CyclicBarrier both) {
        try {
            both.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return schema("apply");
    }

    @Test
    void whatIsAppliedIsShownBeforeAndUndoneAfterwards() {
        Call shown = schema("show");
        assertThat(shown.out())
                .contains("create constraint entity_uuid on Entity(uuid)", "    CREATE CONSTRAINT entity_uuid");
        assertThat(schema("apply", "--dry-run").out()).isEqualTo(shown.out());
        assertThat(NEO4J.count("(s:MigrationSchema)")).isZero();

        assertThat(schema("apply").out()).isEqualTo(shown.out());

        assertThat(schema("rollback").out())
                .contains("31 schema steps to undo; nothing was changed. Add --execute to undo them.");
        assertThat(schema("rollback", "--execute").out()).endsWith("31 schema steps undone.%n".formatted());
        assertThat(schema("show").out()).isEqualTo(shown.out());
    }

    @Test
    void aStepThatWasChangedIsNamedByEveryCommand() {
        assertThat(schema("apply").code()).isZero();
        NEO4J.query("MATCH (s:MigrationSchema {object: 'saga_name'}) SET s.down = ['MATCH (n) DETACH DELETE n']");

        for (Call call : List.of(
                schema("show"),
                schema("apply"),
                schema("apply", "--dry-run"),
                schema("rollback"),
                schema("rollback", "--execute"),
                demo.call("migrate"))) {
            assertThat(call.code()).as(call.err()).isEqualTo(5);
            assertThat(call.err())
                    .startsWith(
                            "graphiti-migrator: The target's records of these schema steps do not match their checksums:"
                                    + " number 19 'create index saga_name on Saga(name)'. ")
                    .hasLineCount(1);
        }
        assertThat(NEO4J.count("(s:MigrationSchema {state: 'APPLIED'})")).isEqualTo(31);
    }

    private Call schema(String... arguments) {
        return demo.call("schema " + String.join(" ", arguments));
    }
}
