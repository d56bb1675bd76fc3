package dev.graphiti.migrator.source;

import dev.graphiti.migrator.text.Legible;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a source found where it was asked to look, and does not read.
 *
 * @param collection what it would belong to
 * @param count how many files or folders there are; a folder is counted as one, whatever it holds
 * @param examples the first few, named as the user would write them; folders end in a slash
 */
public record PassedOver(String collection, Reason reason, long count, List<String> examples) implements Serializable {
    private static final int COLLECTIONS_SHOWN = 10;

    /** Why something is not read. The text continues a sentence after a count. */
    public enum Reason {
        OTHER_ENDING("with another ending", false),
        OTHER_CASE("in another case than the glob", false),
        HIDDEN("hidden", false),
        HIDDEN_FOLDER("hidden", true),
        EMPTY("empty", false),
        DANGLING_LINK("linked to nothing", false),
        NO_PERMISSION("without permission to read", false),
        NO_PERMISSION_FOLDER("without permission to read", true),
        READ_ALREADY("linked to a folder that is read already", true),
        NO_TABLE("not a table of GraphRAG that is read", false),
        ENCRYPTED("encrypted", false),
        NESTED_ARCHIVE("zip archives in a zip archive", false),
        OTHER_COMPRESSION("compressed in a way that cannot be read", false),
        REPLACED("replaced by a later member of the same name", false),
        NO_REGULAR_FILE("not a regular file", false),
        ILLEGIBLE_NAME("with a name that this process cannot encode (set LC_ALL=C.UTF-8, or rename)", false);

        private final String text;
        private final boolean folder;

        Reason(String text, boolean folder) {
            this.text = text;
            this.folder = folder;
        }

        public boolean isFolder() {
            return folder;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    public PassedOver {
        examples = List.copyOf(examples);
    }

    /** One line for each collection, in the order in which the collections first occur. */
    public static List<String> lines(List<PassedOver> all) {
        Map<String, List<PassedOver>> collections = new LinkedHashMap<>();
        all.forEach(each -> collections
                .computeIfAbsent(each.collection(), name -> new ArrayList<>())
                .add(each));
        List<String> lines = new ArrayList<>();
        collections.entrySet().stream()
                .limit(COLLECTIONS_SHOWN)
                .forEach(entry -> lines.add("Not read: %s in collection %s (%s)."
                        .formatted(sum(entry.getValue()), Legible.of(entry.getKey()), reasons(entry.getValue()))));
        List<PassedOver> rest = collections.values().stream()
                .skip(COLLECTIONS_SHOWN)
                .flatMap(List::stream)
                .toList();
        if (!rest.isEmpty()) {
            lines.add("Not read: %s in %d more collections."
                    .formatted(sum(rest), collections.size() - COLLECTIONS_SHOWN));
        }
        return lines;
    }

    /** The reasons with their counts and examples. */
    public static String reasons(List<PassedOver> some) {
        return some.stream().map(PassedOver::toString).collect(Collectors.joining("; "));
    }

    private static String sum(List<PassedOver> some) {
        long folders = total(some, true);
        long files = total(some, false);
        String fileText = files == 0 && folders > 0 ? "" : files == 1 ? "1 file" : files + " files";
        String folderText = folders == 0 ? "" : folders == 1 ? "1 folder" : folders + " folders";
        return fileText + (fileText.isEmpty() || folderText.isEmpty() ? "" : " and ") + folderText;
    }

    private static long total(List<PassedOver> some, boolean folders) {
        return some.stream()
                .filter(each -> each.reason().isFolder() == folders)
                .mapToLong(PassedOver::count)
                .sum();
    }

    @Override
    public String toString() {
        String shown = examples.stream().map(Legible::of).collect(Collectors.joining(", "));
        String more = count > examples.size() ? ", …" : "";
        return "%d %s: %s%s".formatted(count, reason, shown, more);
    }
}
