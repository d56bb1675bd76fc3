package dev.graphiti.migrator.source.json;

import dev.graphiti.migrator.source.file.Locations;
import dev.graphiti.migrator.source.stored.StoredFile;

/**
 * A file to read, or a member of an archive.
 *
 * @param name as the user would write it
 */
record FoundFile(String name, StoredFile stored) {
    /** Whether opening it costs next to nothing. */
    boolean isLocal() {
        return Locations.isLocal(stored.location());
    }
}
