package dev.graphiti.migrator.graph;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class TargetTest {
    @Test
    void oneDatabaseForAllNeedsNoCaution() {
        assertThat(Target.caution("neo4j", "neo4j")).isEmpty();
    }

    @Test
    void graphitiMayLookElsewhere() {
        assertThat(Target.caution("neo4j", "crm"))
                .hasValueSatisfying(sentence -> assertThat(sentence)
                        .isEqualTo(
                                "The target is database 'neo4j'. Graphiti up to 0.30.0 reads the user's home database, 'crm' here,"
                                        + " and writes into 'neo4j', and finds all data only if the three are the"
                                        + " same; later versions must be configured with"
                                        + " 'neo4j'."));
        assertThat(Target.caution("crm", "neo4j")).isPresent();
        assertThat(Target.caution("crm", "crm")).isPresent();
    }
}
