package dev.graphiti.migrator.source.neo4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graphiti.migrator.config.ConfigReader;
import dev.graphiti.migrator.config.ConfigShape;
import dev.graphiti.migrator.config.Secret;
import dev.graphiti.migrator.config.Setting;
import dev.graphiti.migrator.source.flink.SourceOptions;
import dev.graphiti.migrator.source.neo4j.NodeSet.ReadBy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class Neo4jSourceOptionsTest {
    /** Where the options stand. */
    record Root(@Setting("The source.") SourceOptions source) {}

    @Test
    void hasDefaults() {
        assertThat(read("uri: bolt://h:1, password: p"))
                .isEqualTo(new Neo4jSourceOptions(
                        "bolt://h:1",
                        "neo4j",
                        new Secret("p"),
                        "neo4j",
                        null,
                        null,
                        null,
                        100_000,
                        10_000,
                        Duration.ofSeconds(15)));
    }

    @Test
    void readsEveryKey() {
        assertThat(read(
                        "uri: bolt://h:1, user: u, password: p, database: d, nodes: [{label: A, collection: c, key: k, read-by: key}],"
                                + " relationships: [{type: R, collection: s, key: j}], end-properties: [name], split-size: 5, page-size: 6,"
                                + " connection-timeout: 7s"))
                .isEqualTo(new Neo4jSourceOptions(
                        "bolt://h:1",
                        "u",
                        new Secret("p"),
                        "d",
                        List.of(new NodeSet("A", "c", "k", ReadBy.KEY)),
                        List.of(new RelationshipSet("R", "s", "j")),
                        List.of("name"),
                        5,
                        6,
                        Duration.ofSeconds(7)));
    }

    @Test
    void refusesWhatCanNeverBeRight() {
        assertThatThrownBy(() -> read("uri: bolt://h:1, password: p, nodes: [{label: '*'}, {label: A}]"))
                .hasMessageContaining("nodes: the entry 'A' comes after '*', which matches everything");
        assertThatThrownBy(() -> read("uri: bolt://h:1, password: p, relationships: [{type: A}, {type: A}]"))
                .hasMessageContaining("relationships: two entries are for 'A'");
        assertThatThrownBy(() -> read("uri: bolt://h:1, password: p, nodes: [{label: A, read-by: key}]"))
                .hasMessageContaining("nodes can only be read by the key of a label; add label and key");
        assertThatThrownBy(() -> read("uri: bolt://h:1, password: p, page-size: 0"))
                .hasMessageContaining("'source.page-size' must be 1 to 1000000, not '0'");
        assertThatThrownBy(() -> read("uri: 'bolt://u:secret@h:1', password: p"))
                .hasMessageContaining("uri contains a user or password");
    }

    @Test
    void namesNodesThatAreReadByIdInTheirCondition() {
        PropertyGraphView view = new PropertyGraphView(
                List.of(
                        new NodeSet("A", null, null, ReadBy.ID),
                        new NodeSet("K", null, "k", ReadBy.KEY),
                        new NodeSet("*", null, null, ReadBy.ID)),
                List.of(),
                null);

        assertThat(view.nodeCondition()).isEqualTo("CASE WHEN n:`A` THEN true WHEN n:`K` THEN false ELSE true END");
        assertThat(view.conditionOf(view.nodes().get(1))).isEqualTo("NOT n:`A`");
    }

    private static SourceOptions read(String yaml) {
        ConfigShape<Root> shape =
                ConfigShape.of(Root.class).withVariants(SourceOptions.class, List.of(Neo4jSourceOptions.class));
        return new ConfigReader<>(shape, Map.of())
                .read("source: { type: neo4j, " + yaml + " }", "test.yaml")
                .source();
    }
}
