package dev.graphiti.migrator.source.file;

import dev.graphiti.migrator.source.SourceSplit;
import dev.graphiti.migrator.source.fields.Fields;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where the records of a split come from.
 *
 * @param file the name of the file, without its folders
 * @param folder relative to the path of the input, so that it is the same after all files were moved; empty for a file that lies
 *     directly in there
 */
public record FilePlace(String file, String folder) {
    private static final List<String> ENDS = List.of("[", "#", " as ");

    /**
     * That of a split whose id begins with the name of the file, as the user would write it.
     *
     * @param location of the file
     * @param paths of the inputs of its collection
     */
    public static FilePlace of(SourceSplit split, String location, List<String> paths) {
        String file = Locations.path(location).getName();
        return paths.stream()
                .flatMap(FilePlace::prefixes)
                .filter(split.id()::startsWith)
                .map(path -> new FilePlace(file, folder(split.id().substring(path.length()), file)))
                .findFirst()
                .orElseGet(() -> new FilePlace(file, ""));
    }

    /** A folder may be named like a glob. */
    private static Stream<String> prefixes(String path) {
        String folder = path.replaceFirst("/+\\z", "") + "/";
        String archive = path + "!/";
        return PathGlob.isOne(path) ? Stream.of(folder, archive, PathGlob.prefix(path)) : Stream.of(folder, archive);
    }

    private static String folder(String name, String file) {
        for (int at = name.indexOf(file); at >= 0; at = name.indexOf(file, at + 1)) {
            String end = name.substring(at + file.length());
            boolean isWhole = at == 0 || name.charAt(at - 1) == '/';
            if (isWhole && (end.isEmpty() || ENDS.stream().anyMatch(end::startsWith))) {
                return name.substring(0, Math.max(0, at - 1));
            }
        }
        return "";
    }

    /** As the source's metadata of each record. */
    public Fields about() {
        return Fields.of("file", file, "folder", folder);
    }
}
