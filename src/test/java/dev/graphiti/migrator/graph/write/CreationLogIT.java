package dev.graphiti.migrator.graph.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.graph.RunNode;
import dev.graphiti.migrator.graph.Target;
import dev.graphiti.migrator.graph.stage.RetryingWriter;
import dev.graphiti.migrator.graph.write.BatchResult.Fate;
import dev.graphiti.migrator.graph.write.WriteOptions.OnExisting;
import dev.graphiti.migrator.model.CopiedElement;
import dev.graphiti.migrator.model.ElementKind;
import dev.graphiti.migrator.model.Embedding;
import dev.graphiti.migrator.testing.Elements;
import dev.graphiti.migrator.testing.Neo4jServer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a replay makes of copies that it meets. */
class CreationLogIT {
    @RegisterExtension
    static final Neo4jServer NEO4J = Neo4jServer.shared();

    private final RealGraph graph = new RealGraph(NEO4J);

    @BeforeEach
    void reset() {
        graph.reset();
    }

    @Test
    void aReplayTakesWhatItHasCreatedForItsOwn() throws Exception {
        assertThat(write("run", 0, node("a"), edge("f", "a", "a")))
                .containsOnly(Map.entry("a", Fate.WRITTEN), Map.entry("f", Fate.WRITTEN));

        assertThat(write("run", 0, node("a"), edge("f", "a", "a"), node("b")))
                .containsOnly(Map.entry("a", Fate.WRITTEN), Map.entry("f", Fate.WRITTEN), Map.entry("b", Fate.WRITTEN));
    }

    /** A model need not answer a text as it did before the crash, and the ledger tells of its last answer. */
    @Test
    void aReplayGivesItsOwnTheVectorsThatItBrings() throws Exception {
        write("run", 0, node("a", 1f, 0f), edge("f", "a", "a", 1f, 0f));

        write("run", 0, node("a", 0f, 1f), edge("f", "a", "a", 0f, 1f));

        assertThat(graph.properties("a")).containsEntry("name_embedding", List.of(0.0, 1.0));
        assertThat(graph.properties("f")).containsEntry("fact_embedding", List.of(0.0, 1.0));
    }

    @Test
    void aReplayLeavesTheVectorsOfOthersAlone() throws Exception {
        write("other", 0, node("a", 1f, 0f));

        write("run", 0, node("a", 0f, 1f));

        assertThat(graph.properties("a")).containsEntry("name_embedding", List.of(1.0, 0.0));
    }

    @Test
    void whatIsCommittedWithoutAnAnswerIsItsOwnToo() throws Exception {
        CreationLog copies = new CreationLog("run", PendingCheckpoint.after(0));
        try (RetryingWriter writer = graph.open(OnExisting.KEEP, copies)) {
            writer.write(RealGraph.pending(List.of(node("b"))));
            write("run", 0, node("a"));

            assertThat(RealGraph.fates(writer.write(RealGraph.pending(List.of(node("a"), node("b"))))))
                    .containsOnly(Map.entry("a", Fate.WRITTEN), Map.entry("b", Fate.MERGED));
        }
    }

    @Test
    void anotherRunDoesNot() throws Exception {
        write("run", 0, node("a"));

        assertThat(write("other", 0, node("a"))).containsEntry("a", Fate.MERGED);
    }

    @Test
    void aReplayThatGetsAsFarAsACheckpointDoesNotEndTheMemoryOfTheRest() throws Exception {
        write("run", 0, node("a"), node("b"));
        PendingCheckpoint coverage = PendingCheckpoint.after(0);
        try (RetryingWriter writer = graph.open(OnExisting.KEEP, new CreationLog("run", coverage))) {
            writer.write(RealGraph.pending(List.of(node("a"))));
            coverage.passed(3);
            writer.complete(3);
        }

        assertThat(write("run", 3, node("b"))).containsEntry("b", Fate.WRITTEN);
    }

    @Test
    void aReplayDoesNotFailOfItsOwnElements() throws Exception {
        write("run", 0, node("a"));

        CreationLog copies = new CreationLog("run", PendingCheckpoint.after(0));
        try (RetryingWriter writer = graph.open(OnExisting.FAIL, copies)) {
            assertThat(RealGraph.fates(writer.write(RealGraph.pending(List.of(node("a"))))))
                    .containsEntry("a", Fate.WRITTEN);
        }
    }

    @Test
    void aCompleteCheckpointEndsTheMemoryOfWhatItCovers() throws Exception {
        PendingCheckpoint coverage = PendingCheckpoint.after(4);
        try (RetryingWriter writer = graph.open(OnExisting.KEEP, new CreationLog("run", coverage))) {
            writer.write(RealGraph.pending(List.of(node("a"))));
            coverage.passed(5);
            writer.write(RealGraph.pending(List.of(node("b"))));
            writer.complete(5);

            assertThat(NEO4J.query("MATCH (b:MigrationBatch) RETURN b.created AS created"))
                    .containsExactly(Map.of("created", List.of("Entity b group")));
        }
    }

    @Test
    void aFinishedRunLeavesNoMemory() throws Exception {
        write("run", 0, node("a"));
        write("other", 0, node("b"));

        try (Target target = Target.open(NEO4J.options())) {
            new RunNode(target).finished("run", "FINISHED", Instant.EPOCH, Map.of());
        }

        assertThat(NEO4J.count("(:MigrationBatch)")).isEqualTo(1);
    }

    private Map<String, Fate> write(String run, long restored, CopiedElement... elements) throws Exception {
        CreationLog copies = new CreationLog(run, PendingCheckpoint.after(restored));
        try (RetryingWriter writer = graph.open(OnExisting.KEEP, copies)) {
            return RealGraph.fates(writer.write(RealGraph.pending(List.of(elements))));
        }
    }

    private static CopiedElement node(String uuid, float... vector) {
        return copy(ElementKind.ENTITY, uuid, null, null, vector);
    }

    private static CopiedElement edge(String uuid, String source, String target, float... vector) {
        return copy(ElementKind.RELATES_TO, uuid, source, target, vector);
    }

    private static CopiedElement copy(
            ElementKind kind, String uuid, @Nullable String source, @Nullable String target, float... vector) {
        return new CopiedElement(
                kind,
                uuid,
                "group",
                source,
                target,
                List.of(),
                Elements.properties("{\"uuid\":\"" + uuid + "\",\"name\":\"Ada\",\"group_id\":\"group\"}"),
                Instant.EPOCH,
                null,
                vector.length == 0 ? null : new Embedding(vector));
    }
}
