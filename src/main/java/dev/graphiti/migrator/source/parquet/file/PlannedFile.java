package dev.graphiti.migrator.source.parquet.file;

import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;
import dev.graphiti.migrator.source.file.Locations;
import java.io.IOException;
import org.apache.flink.core.fs.Path;

/**
 * A file as it was when the run was planned.
 *
 * @param location from which {@link Locations#path} makes its path
 * @param length in bytes; 0 where it was not kept
 * @param fingerprint what {@link ParquetFile#fingerprint} was
 */
public record PlannedFile(String location, long length, String fingerprint) {
    /**
     * Opens it.
     *
     * @throws MigratorException when it is another one, or none any more
     */
    public ParquetFile open() throws IOException {
        ParquetFile opened;
        try {
            opened = ParquetFile.open(Locations.path(location));
        } catch (DamagedParquetException e) {
            // It was sound when the run was planned.
            throw replaced();
        }
        if (!opened.fingerprint().equals(fingerprint)) {
            opened.close();
            throw replaced();
        }
        return opened;
    }

    private MigratorException replaced() throws IOException {
        Path path = Locations.path(location);
        long now = path.getFileSystem().getFileStatus(path).getLen();
        String sizes = length == 0 || length == now ? "" : " (it had %d bytes and has %d now)".formatted(length, now);
        return new MigratorException(
                Fault.SOURCE,
                "file %s has changed since the run was planned%s; restore the old file and resume, or start a new run"
                        .formatted(Locations.shown(location), sizes));
    }
}
