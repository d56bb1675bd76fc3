package dev.graphiti.migrator.source.stored;

import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;
import dev.graphiti.migrator.source.PassedOver.Reason;
import dev.graphiti.migrator.source.file.InputFile;
import dev.graphiti.migrator.source.file.Locations;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.Path;
import org.jspecify.annotations.Nullable;

/** The directory of a zip archive. Its members are read where they stand; nothing is unpacked. */
public final class ZipArchive {
    private ZipArchive() {}

    /**
     * A file in an archive.
     *
     * @param unread why it cannot be read; null for one that can
     */
    public record Entry(ZipMember member, @Nullable Reason unread) {}

    /** Whether a name is that of an archive. */
    public static boolean isOne(String name) {
        return name.regionMatches(true, name.length() - 4, ".zip", 0, 4);
    }

    /**
     * All files, in the order of the directory.
     *
     * @throws MigratorException when the directory cannot be read
     */
    public static List<Entry> entries(InputFile archive) throws IOException {
        Path path = Locations.path(archive.location());
        try (FSDataInputStream in = path.getFileSystem().open(path);
                StoredChannel channel = new StoredChannel(in, archive.length())) {
            return entries(archive, channel);
        }
    }

    private static List<Entry> entries(InputFile archive, StoredChannel channel) throws IOException {
        try (ZipFile zip = ZipFile.builder()
                .setSeekableByteChannel(channel)
                .setIgnoreLocalFileHeader(true)
                .get()) {
            return entries(Collections.list(zip.getEntries()), archive.length());
        } catch (IOException | RuntimeException e) { // the library throws both on a wrong directory
            channel.rethrow();
            throw new MigratorException(
                    Fault.SOURCE,
                    "file %s is not a zip archive, or is truncated or damaged (%s); copy it again"
                            .formatted(archive.name(), e.getMessage()),
                    e);
        }
    }

    private static List<Entry> entries(List<ZipArchiveEntry> all, long archiveLength) {
        List<Entry> entries = new ArrayList<>();
        Set<String> names = new HashSet<>();
        Collections.reverse(all); // of members with one name, the last is the one that counts
        for (ZipArchiveEntry each : all) {
            if (!each.isDirectory()) {
                boolean replaced = !names.add(each.getName());
                entries.add(entry(each, replaced, archiveLength));
            }
        }
        Collections.reverse(entries);
        return entries;
    }

    private static Entry entry(ZipArchiveEntry entry, boolean replaced, long archiveLength) {
        ZipMember member = new ZipMember(
                entry.getName(),
                entry.getLocalHeaderOffset(),
                entry.getMethod(),
                entry.getSize(),
                entry.getCrc(),
                archiveLength);
        return new Entry(member, replaced ? Reason.REPLACED : unread(entry));
    }

    private static @Nullable Reason unread(ZipArchiveEntry entry) {
        if (entry.getGeneralPurposeBit().usesEncryption()) {
            return Reason.ENCRYPTED;
        }
        if (isOne(entry.getName())) {
            return Reason.NESTED_ARCHIVE;
        }
        return ZipMember.knows(entry.getMethod()) ? null : Reason.OTHER_COMPRESSION;
    }
}
