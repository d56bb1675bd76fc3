package dev.graphiti.migrator.source.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.source.SourceRecord;
import dev.graphiti.migrator.source.SourceSplit;
import dev.graphiti.migrator.source.stored.Packed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A file that is shorter than when it was planned ends the run, and leaves no letter that a resumed run would keep. */
class CutFilesTest {
    private static final String LINES = "{\"n\":1}\n{\"n\":2}\n{\"n\":3}\n{\"n\":4}\n";

    @ParameterizedTest
    @CsvSource({
        "a.jsonl,1000,8",
        "a.jsonl,1000,12",
        "a.jsonl,16,20",
        "a.jsonl,16,12",
        "a.jsonl,16,2",
        "a.jsonl,4,30",
        "a.jsonl.gz,1000,20",
        "a.jsonl.gz,1000,5",
        "a.json,1000,13"
    })
    void theSentenceHasBothSizes(String name, int splitSize, int left) throws IOException {
        byte[] whole = LINES.getBytes(StandardCharsets.UTF_8);
        byte[] content = name.endsWith(".gz")
                ? Packed.gzip(whole)
                : name.endsWith(".json") ? "[{\"n\":1},\n{\"n\":2}]".getBytes(StandardCharsets.UTF_8) : whole;
        try (Reading reading = Reading.of(name, content).splitSize(splitSize)) {
            List<SourceSplit> splits = reading.source().splits();
            Files.write(reading.file(), Arrays.copyOf(content, left));
            SourceSplit last = splits.get(splits.size() - 1);

            assertThatThrownBy(() -> reading.records(last, SourceSplit.START))
                    .isInstanceOf(MigratorException.class)
                    .hasMessage(
                            "file %s was truncated: it has %d bytes now and had %d bytes when the run was planned;"
                                    + " restore it and resume, or start a new run",
                            reading.file(), left, content.length);
            for (SourceSplit each : splits) {
                assertThat(soundUntilItFails(reading, each)).isTrue();
            }
        }
    }

    private static boolean soundUntilItFails(Reading reading, SourceSplit split) throws IOException {
        try {
            return reading.records(split, SourceSplit.START).stream()
                    .map(SourceRecord::damage)
                    .allMatch(damage -> damage == null);
        } catch (MigratorException e) {
            return true;
        }
    }
}
