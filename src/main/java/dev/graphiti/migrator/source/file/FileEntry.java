package dev.graphiti.migrator.source.file;

import dev.graphiti.migrator.source.PassedOver.Reason;
import org.apache.flink.core.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file or folder that was found.
 *
 * @param path complete
 * @param name the last part of the path
 * @param length of a file in bytes
 * @param unread why it cannot be read; null for files and folders that can
 */
public record FileEntry(
        Path path,
        String name,
        boolean isFolder,
        long length,
        @Nullable Reason unread) {}
