package dev.graphiti.migrator.source.json;

import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;
import dev.graphiti.migrator.source.PassedOver;
import dev.graphiti.migrator.source.PassedOver.Reason;
import dev.graphiti.migrator.source.file.ArchivePath;
import dev.graphiti.migrator.source.file.FileNames;
import dev.graphiti.migrator.source.file.InputFile;
import dev.graphiti.migrator.source.file.InputFiles;
import dev.graphiti.migrator.source.file.PassedOverFiles;
import dev.graphiti.migrator.source.file.WorkingFolder;
import dev.graphiti.migrator.source.stored.StoredFile;
import dev.graphiti.migrator.source.stored.ZipArchive;
import dev.graphiti.migrator.source.stored.ZipMember;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the files that one path of an input names, also in zip archives. */
final class FileSearch {
    private final WorkingFolder here;
    private final JsonInput input;
    private final String written;
    private final ArchivePath path;
    private final FileNames names;
    private final PassedOverFiles passedOver;
    private final PassedOverFiles inArchives = new PassedOverFiles();
    private final List<FoundFile> found = new ArrayList<>();

    FileSearch(WorkingFolder here, JsonInput input, String written, PassedOverFiles passedOver) {
        this.here = here;
        this.input = input;
        this.written = written;
        this.path = ArchivePath.of(written);
        this.names = input.format().names();
        this.passedOver = passedOver;
    }

    /** In the order of their names. */
    List<FoundFile> find() throws IOException {
        for (InputFile file : InputFiles.find(here, input.collection(), path.archive(), names, passedOver)) {
            if (ZipArchive.isOne(file.name())) {
                addMembers(file);
            } else {
                add(file, file.name(), null, file.length());
            }
        }
        if (found.isEmpty()) {
            throw nothing();
        }
        passedOver.addAll(inArchives);
        found.sort(Comparator.comparing(FoundFile::name));
        return found;
    }

    private void addMembers(InputFile archive) throws IOException {
        for (ZipArchive.Entry entry : ZipArchive.entries(archive)) {
            String member = entry.member().name();
            String name = archive.name() + ZipMember.SEPARATOR + member;
            if (path.names(member) || path.holds(member)) {
                Reason reason = path.names(member) ? entry.unread() : unread(entry);
                if (reason == null) {
                    add(archive, name, entry.member(), entry.member().size());
                } else {
                    inArchives.add(input.collection(), reason, name);
                }
            }
        }
    }

    private @Nullable Reason unread(ZipArchive.Entry entry) {
        String member = entry.member().name();
        if (FileNames.isHidden(member)) {
            return Reason.HIDDEN;
        }
        return names.isReadable(member) ? entry.unread() : Reason.OTHER_ENDING;
    }

    private void add(InputFile file, String name, @Nullable ZipMember member, long length) {
        found.add(new FoundFile(name, new StoredFile(file.location(), member, input.charset(), length)));
    }

    private MigratorException nothing() {
        List<PassedOver> others = inArchives.all();
        return new MigratorException(
                Fault.SOURCE,
                "source path %s of collection %s contains no file in its archive that is read%s; correct source.inputs or the files"
                        .formatted(
                                written,
                                input.collection(),
                                others.isEmpty() ? "" : " (not read: %s)".formatted(PassedOver.reasons(others))));
    }
}
