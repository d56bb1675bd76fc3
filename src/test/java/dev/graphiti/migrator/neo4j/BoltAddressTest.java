package dev.graphiti.migrator.neo4j;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BoltAddressTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            bolt://u:p@h:7687                | target.uri contains a user or password; write bolt://host:7687 or neo4j://host:7687 and give them as target.user and target.password
            bolt://h:7687?password=X         | target.uri contains the parameter 'password', which is not supported; give the password as target.password
            bolt+s://h:7687?policy=eu        | target.uri contains the parameter 'policy', which is not supported; remove it
            neo4j://h:7687?policy=eu&token=X | target.uri contains the parameter 'token', which is not supported; give the password as target.password
            neo4j+s://h:7687?X               | target.uri contains a query, which is not supported; remove it
            """)
    void isRefusedWithoutItsValues(String uri, String sentence) {
        assertThat(BoltAddress.problem("target.", uri)).contains(sentence);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bolt://h:7687", "neo4j://h", "neo4j+ssc://h:7687?policy=eu&region=west", "nonsense"})
    void isTaken(String uri) {
        assertThat(BoltAddress.problem("target.", uri)).isEmpty();
    }
}
