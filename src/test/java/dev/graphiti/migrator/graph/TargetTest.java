package dev.graphiti.migrator.graph;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TargetTest {
    @Test
    void oneDatabaseForAllNeedsNoCaution() {
        assertThat(Target.caution("neo4j", "neo4j")).isEmpty();
    }

    @Test
    void anOldGraphitiReadsTheHomeDatabase() {
        assertThat(Target.caution("neo4j", "crm"))
                .hasValue(
                        "The target is database 'neo4j', and the user's home database is 'crm'. Graphiti before 0.30.1 reads the home"
                                + " database and does not find the graph; use a later release.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"neo4j", "crm"})
    void graphitiNeedsTheNameOfAnotherDatabase(String home) {
        assertThat(Target.caution("crm", home))
                .hasValue(
                        "The target is database 'crm'. Give Graphiti database='crm', and its MCP server NEO4J_DATABASE=crm. Graphiti"
                                + " before 0.30.1 and its REST server always write into 'neo4j'.");
    }
}
