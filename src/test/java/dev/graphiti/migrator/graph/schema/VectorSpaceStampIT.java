package dev.graphiti.migrator.graph.schema;

import static dev.graphiti.migrator.testing.Elements.GROUP;
import static dev.graphiti.migrator.testing.Elements.RUN_START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graphiti.migrator.graph.Target;
import dev.graphiti.migrator.graph.write.RealGraph;
import dev.graphiti.migrator.model.Embedding;
import dev.graphiti.migrator.model.EntityEdge;
import dev.graphiti.migrator.model.EntityNode;
import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.PropertyMap;
import dev.graphiti.migrator.testing.Elements;
import dev.graphiti.migrator.testing.Neo4jServer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class VectorSpaceStampIT {
    @RegisterExtension
    static final Neo4jServer NEO4J = Neo4jServer.shared();

    private final RealGraph graph = new RealGraph(NEO4J);
    private final Target target = Target.open(NEO4J.options());
    private final VectorSpaceStamp stamp = new VectorSpaceStamp(target);

    @BeforeEach
    void emptyGraph() {
        graph.reset();
    }

    @AfterEach
    void close() {
        target.close();
    }

    @Test
    void anEmptyGraphTakesAnySpace() {
        assertThatCode(() -> stamp.check("minilm", 384)).doesNotThrowAnyException();
    }

    @Test
    void aStampedGraphTakesItsOwnSpaceOnly() {
        stamp.stamp("minilm", 384);
        stamp.stamp("minilm", 384);

        assertThatCode(() -> stamp.check("minilm", 384)).doesNotThrowAnyException();
        assertThatThrownBy(() -> stamp.check("minilm", 512))
                .isInstanceOf(MigratorException.class)
                .hasMessage("The target holds vectors of model 'minilm' with 384 dimensions, this run would write"
                        + " 'minilm' with 512; use the same embedding, or another database.");
        assertThatThrownBy(() -> stamp.check("other", 384)).isInstanceOf(MigratorException.class);
        assertThat(NEO4J.query("MATCH (s:MigrationVectorSpace) RETURN properties(s) AS p"))
                .containsExactly(
                        Map.of("p", Map.of("id", "target", "model", "minilm", "dimension", 384L, "metric", "cosine")));
    }

    /** Two runs that start at once must not both pass. */
    @Test
    void aGraphThatAnotherRunHasStampedMeanwhileIsNotStampedAgain() {
        stamp.check("minilm", 384);
        stamp.stamp("other", 512);

        assertThatThrownBy(() -> stamp.stamp("minilm", 384))
                .isInstanceOf(MigratorException.class)
                .hasMessageStartingWith("The target holds vectors of model 'other' with 512 dimensions, ");
    }

    /** As two transactions leave it which did not see each other's. */
    @Test
    void stampsOfTwoRunsAtOnceAreOneWhereTheySayTheSame() {
        twoStamps("minilm", "minilm");

        assertThatCode(() -> stamp.check("minilm", 384)).doesNotThrowAnyException();
        assertThatCode(() -> stamp.stamp("minilm", 384)).doesNotThrowAnyException();
    }

    @Test
    void stampsOfTwoRunsAtOnceThatDifferLetNobodyPass() {
        twoStamps("minilm", "other");

        assertThatThrownBy(() -> stamp.check("minilm", 384)).isInstanceOf(MigratorException.class);
        assertThatThrownBy(() -> stamp.stamp("other", 384)).isInstanceOf(MigratorException.class);
    }

    private static void twoStamps(String... models) {
        for (String model : models) {
            NEO4J.query(
                    "CREATE (:MigrationVectorSpace {id: 'target', model: $model, dimension: 384})",
                    Map.of("model", model));
        }
    }

    @Test
    void theVectorsOfAGraphWithoutStampAreLookedAt() {
        graph.write(List.of(entity("bare"), Elements.entity("with")));

        assertThatCode(() -> stamp.check("any", 4)).doesNotThrowAnyException();
        assertThatThrownBy(() -> stamp.check("minilm", 384))
                .isInstanceOf(MigratorException.class)
                .hasMessage("The target holds vectors with 4 dimensions, this run would write 384 ('minilm'); configure"
                        + " the embedding that the target's Graphiti uses, or use another database.");
    }

    @Test
    void aVectorOfAFactIsEnough() {
        EntityEdge fact = Elements.fact("f", "a", "a");
        graph.write(List.of(entity("a"), fact));

        assertThatThrownBy(() -> stamp.check("minilm", 384)).isInstanceOf(MigratorException.class);
    }

    @Test
    void aVectorOfACommunityIsEnough() {
        graph.write(List.of(Elements.community("c")));

        assertThatThrownBy(() -> stamp.check("minilm", 384)).isInstanceOf(MigratorException.class);
    }

    /** As after an import without vectors to which Graphiti has added. */
    @Test
    void aVectorBehindVeryManyElementsWithoutOneIsSeen() {
        NEO4J.query("UNWIND range(1, 20000) AS i CREATE (:Entity {uuid: 'bare ' + i})");
        graph.write(List.of(Elements.entity("with")));

        assertThatThrownBy(() -> stamp.check("minilm", 384)).isInstanceOf(MigratorException.class);
    }

    @Test
    void anEmptyVectorHidesNoOther() {
        NEO4J.query("CREATE (:Entity {uuid: 'empty', name_embedding: []})");
        graph.write(List.of(Elements.entity("with")));

        assertThatThrownBy(() -> stamp.check("minilm", 384)).isInstanceOf(MigratorException.class);
    }

    @Test
    void everyKindIsAskedWhateverAnotherHas() {
        graph.write(List.of(entity("a", vector(384)), Elements.fact("f", "a", "a")));

        assertThatThrownBy(() -> stamp.check("minilm", 384))
                .isInstanceOf(MigratorException.class)
                .hasMessageStartingWith("The target holds vectors with 4 dimensions, ");
        graph.reset();
        graph.write(List.of(entity("a", vector(384)), Elements.community("c")));
        assertThatThrownBy(() -> stamp.check("minilm", 384))
                .isInstanceOf(MigratorException.class)
                .hasMessageStartingWith("The target holds vectors with 4 dimensions, ");
    }

    private static EntityNode entity(String uuid) {
        return entity(uuid, null);
    }

    private static EntityNode entity(String uuid, @Nullable Embedding vector) {
        return new EntityNode(uuid, GROUP, "Ada", "", List.of(), PropertyMap.NONE, RUN_START, vector);
    }

    private static Embedding vector(int dimension) {
        float[] values = new float[dimension];
        Arrays.fill(values, 0.5f);
        return new Embedding(values);
    }
}
