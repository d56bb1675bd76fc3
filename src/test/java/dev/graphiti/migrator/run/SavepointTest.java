package dev.graphiti.migrator.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SavepointTest {
    @TempDir
    private Path folder;

    @Test
    void isAFolderWithMetadataHoweverItIsNamed() throws IOException {
        Files.createFile(folder.resolve("_metadata"));

        String uri = Savepoint.at(folder.toString()).uri();
        assertThat(uri).isEqualTo("file:" + folder);
        assertThat(Savepoint.at(uri).uri()).isEqualTo(uri);
        assertThat(Savepoint.at("file://" + folder).uri()).isEqualTo(uri);
        assertThat(Savepoint.at(folder + "/_metadata").uri()).isEqualTo(uri + "/_metadata");
    }

    @Test
    void mustBeThere() {
        assertThatThrownBy(() -> Savepoint.at(folder + "/chk-7"))
                .hasMessage("Savepoint %s/chk-7 does not exist; give the path that Flink has printed.", folder);
    }

    @Test
    void isNotTheFolderAbove() throws IOException {
        Files.createDirectory(folder.resolve("chk-7"));

        assertThatThrownBy(() -> Savepoint.at(folder.toString()))
                .hasMessageContaining("is not a savepoint, because it has no file _metadata");
    }

    @Test
    void mustLieOnAKnownFileSystem() {
        assertThatThrownBy(() -> Savepoint.at("nowhere://bucket/chk-7"))
                .hasMessageStartingWith("The savepoint nowhere://bucket/chk-7 cannot be read: ")
                .message()
                .hasLineCount(1);
    }
}
