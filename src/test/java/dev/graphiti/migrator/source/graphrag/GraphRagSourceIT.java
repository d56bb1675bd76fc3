package dev.graphiti.migrator.source.graphrag;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.testing.GatedSource;
import dev.graphiti.migrator.testing.ReadingCluster;
import dev.graphiti.migrator.testing.graphrag.GraphRagOutput;
import dev.graphiti.migrator.testing.graphrag.Version;
import dev.graphiti.migrator.testing.graphrag.World;
import dev.graphiti.migrator.testing.graphrag.World.Document;
import dev.graphiti.migrator.testing.graphrag.World.Entity;
import dev.graphiti.migrator.testing.graphrag.World.Relationship;
import dev.graphiti.migrator.testing.graphrag.World.TextUnit;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GraphRagSourceIT {
    @RegisterExtension
    static final ReadingCluster FLINK = new ReadingCluster();

    @TempDir
    private Path folder;

    private final List<String> expected = new ArrayList<>();

    /** One output in tables of one piece, of one to thousands of rows, and one in many pieces. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void readsEveryRowOnceThroughAFailure(int parallelism) {
        write("whole", GraphRagOutput.of(world(4_000, 900), Version.V2_7));
        write("pieces", GraphRagOutput.of(world(700, 30), Version.V2_7).inGroupsOf(50));

        List<String> read = FLINK.readThroughAFailure(
                new GatedSource(GraphRagSourceOptions.of(folder.toString()).source(), 600),
                parallelism,
                record -> "%s %s %s"
                        .formatted(
                                record.fields().root().get("@group"),
                                record.origin().collection(),
                                record.origin().id()));

        assertThat(read).isEqualTo(expected.stream().sorted().toList());
    }

    private void write(String name, GraphRagOutput output) {
        output.write(folder.resolve(name));
        for (String table : List.of("documents", "text_units", "entities", "relationships")) {
            for (Map<String, ?> row : output.table(table).rows()) {
                expected.add("%s %s %s".formatted(name, table, Objects.requireNonNull(row.get("id"))));
            }
        }
    }

    private static World world(int entities, int relationships) {
        return new World(
                List.of(new Document("d-0", "All of it", "2025-03-06T00:00:00Z")),
                List.of(new TextUnit("t-0", 0, 0, "There are many things."), new TextUnit("t-1", 1, 0, "More.")),
                IntStream.range(0, entities)
                        .mapToObj(i -> new Entity("e-" + i, "THING " + i, "THING", "One of many.", List.of(i % 2)))
                        .toList(),
                IntStream.range(0, relationships)
                        .mapToObj(i -> new Relationship("r-" + i, "THING " + i, "THING 0", "It is near.", 1, i % 2))
                        .toList(),
                List.of(),
                List.of());
    }
}
