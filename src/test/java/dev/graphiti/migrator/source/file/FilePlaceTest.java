package dev.graphiti.migrator.source.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.source.SourceSplit;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilePlaceTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    data                | data/2024/may/a.jsonl            | 2024/may | a.jsonl
                    data/               | data/a.jsonl[0,67108864)         |          | a.jsonl
                    /x/data//           | /x/data/b c/a.jsonl as people    | b c      | a.jsonl
                    data/a.jsonl        | data/a.jsonl                     |          | a.jsonl
                    data/*/a.json       | data/may/a.json#/all             | may      | a.json
                    data/**             | data/a.json/a.json               | a.json   | a.json
                    *.jsonl             | a.jsonl                          |          | a.jsonl
                    s3://b/data         | s3://b/data/x/a.jsonl.gz         | x        | a.jsonl.gz
                    data                | data/x.zip!/may/a.jsonl          | x.zip!/may | a.jsonl
                    data/x.zip          | data/x.zip!/may/a.jsonl          | may      | a.jsonl
                    data [1]            | data [1]/may/a.jsonl             | may      | a.jsonl
                    """)
    void isRelativeToThePathOfTheInput(String path, String id, String folder, String file) {
        String location = "file:/somewhere/" + file;
        FilePlace place = FilePlace.of(new SourceSplit(id, "people", "", 1), location, List.of("other", path));

        assertThat(place).isEqualTo(new FilePlace(file, folder == null ? "" : folder));
    }
}
