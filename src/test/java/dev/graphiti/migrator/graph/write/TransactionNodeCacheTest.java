package dev.graphiti.migrator.graph.write;

import static dev.graphiti.migrator.graph.write.EndpointLookup.AT_HAND;
import static dev.graphiti.migrator.graph.write.EndpointLookup.EXACT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.model.ElementKind;
import org.junit.jupiter.api.Test;

class TransactionNodeCacheTest {
    private final TransactionNodeCache nodes = new TransactionNodeCache();

    @Test
    void anEdgeOfTwoNewNodesSeeksNone() {
        nodes.add(ElementKind.ENTITY, "ada", "4:db:1", true);
        nodes.add(ElementKind.ENTITY, "acme", "4:db:2", true);

        assertThat(nodes.endsOfNew(ElementKind.RELATES_TO, "ada", "acme", EXACT))
                .isEqualTo(new EdgeEndpoints(new EdgeEndpoints.Seeks(AT_HAND, AT_HAND), "4:db:1", "4:db:2"));
    }

    @Test
    void theOtherEndOfANewNodesEdgeIsSought() {
        nodes.add(ElementKind.ENTITY, "ada", "4:db:1", true);

        assertThat(nodes.endsOfNew(ElementKind.RELATES_TO, "ada", "acme", EXACT))
                .isEqualTo(new EdgeEndpoints(new EdgeEndpoints.Seeks(AT_HAND, EXACT), "4:db:1", "acme"));
        assertThat(nodes.endsOfNew(ElementKind.RELATES_TO, "acme", "ada", EXACT))
                .isEqualTo(new EdgeEndpoints(new EdgeEndpoints.Seeks(EXACT, AT_HAND), "acme", "4:db:1"));
    }

    @Test
    void aNodeThatWasThereIsAtHandForANewOnesEdge() {
        nodes.add(ElementKind.ENTITY, "ada", "4:db:1", true);
        nodes.add(ElementKind.ENTITY, "acme", "4:db:2", false);

        assertThat(nodes.endsOfNew(ElementKind.RELATES_TO, "ada", "acme", EXACT))
                .isEqualTo(new EdgeEndpoints(new EdgeEndpoints.Seeks(AT_HAND, AT_HAND), "4:db:1", "4:db:2"));
    }

    /** It may have the edge already. */
    @Test
    void anEdgeBetweenNodesThatWereThereIsSought() {
        nodes.add(ElementKind.ENTITY, "ada", "4:db:1", false);
        nodes.add(ElementKind.ENTITY, "acme", "4:db:2", false);

        assertThat(nodes.endsOfNew(ElementKind.RELATES_TO, "ada", "acme", EXACT))
                .isNull();
        assertThat(nodes.endsOfNew(ElementKind.RELATES_TO, "bob", "cara", EXACT))
                .isNull();
    }

    @Test
    void onlyAKindThatTheEdgeJoinsIsItsEnd() {
        nodes.add(ElementKind.EPISODIC, "ada", "4:db:1", true);
        nodes.add(ElementKind.COMMUNITY, "all", "4:db:2", true);
        nodes.add(ElementKind.COMMUNITY, "some", "4:db:3", true);

        assertThat(nodes.endsOfNew(ElementKind.RELATES_TO, "ada", "ada", EXACT)).isNull();
        assertThat(nodes.endsOfNew(ElementKind.HAS_MEMBER, "all", "some", EXACT))
                .isEqualTo(new EdgeEndpoints(new EdgeEndpoints.Seeks(AT_HAND, AT_HAND), "4:db:2", "4:db:3"));
    }
}
