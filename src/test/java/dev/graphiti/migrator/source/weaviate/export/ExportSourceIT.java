package dev.graphiti.migrator.source.weaviate.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.source.weaviate.Export;
import dev.graphiti.migrator.source.weaviate.Library;
import dev.graphiti.migrator.source.weaviate.object.Blobs;
import dev.graphiti.migrator.testing.GatedSource;
import dev.graphiti.migrator.testing.Naming;
import dev.graphiti.migrator.testing.ReadingCluster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExportSourceIT {
    private static final int BOOKS = 9_000;

    @RegisterExtension
    static final ReadingCluster FLINK = new ReadingCluster();

    @TempDir
    private Path folder;

    /** A row group of half of all objects, many small ones, and files of one object. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void readsEveryObjectOnceThroughAFailure(int parallelism) throws IOException {
        Export.books(0, 4_500, 1).write(folder.resolve("Book_a_0000.parquet"));
        Export.books(4_500, BOOKS - 5, 1).rowsPerGroup(200).write(folder.resolve("Book_b_0000.parquet"));
        for (int i = BOOKS - 5; i < BOOKS; i++) {
            Export.books(i, i + 1, 1).write(folder.resolve("Book_c_%04d.parquet".formatted(i)));
        }
        WeaviateExportOptions options =
                new WeaviateExportOptions(List.of(folder.toString()), List.of(), null, Blobs.LEAVE_OUT);

        List<String> read =
                FLINK.readThroughAFailure(new GatedSource(options.source(), 600), parallelism, Naming::idOrDamage);

        assertThat(read)
                .isEqualTo(IntStream.range(0, BOOKS).mapToObj(Library::near).toList());
    }
}
