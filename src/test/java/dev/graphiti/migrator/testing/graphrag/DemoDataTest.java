package dev.graphiti.migrator.testing.graphrag;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.source.parquet.column.BinaryForms;
import dev.graphiti.migrator.source.parquet.file.ParquetFile;
import dev.graphiti.migrator.source.parquet.file.ParquetRow;
import dev.graphiti.migrator.source.parquet.file.RowGroup;
import dev.graphiti.migrator.source.parquet.file.RowReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the demo ships is what its generator writes; {@link DemoData} writes it anew. */
class DemoDataTest {
    @Test
    void theShippedOutputIsThatOfItsGenerator(@TempDir Path folder) throws IOException {
        DemoData.output().write(folder);

        assertThat(names(DemoData.FOLDER)).isEqualTo(names(folder));
        for (String name : names(folder)) {
            // The bytes differ: the footer names a column's encodings in no order.
            assertThat(rows(DemoData.FOLDER.resolve(name))).as(name).isEqualTo(rows(folder.resolve(name)));
        }
    }

    private static List<String> rows(Path path) throws IOException {
        List<String> rows = new ArrayList<>();
        try (ParquetFile file = ParquetFile.open(new org.apache.flink.core.fs.Path(path.toString()))) {
            rows.add(file.columns().toString());
            for (RowGroup group : file.rowGroups()) {
                RowReader reader = file.read(group, 0, BinaryForms.AUTO);
                for (ParquetRow row = reader.next(); row != null; row = reader.next()) {
                    rows.add(row.fields().root().toString());
                }
            }
        }
        return rows;
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
