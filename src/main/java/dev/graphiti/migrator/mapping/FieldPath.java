package dev.graphiti.migrator.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A compiled path: {@code a.b} into the record, {@code .a} or {@code .} into the item of a list, {@code @id} and the like
 * into the record's origin, {@code @timestamp} and {@code @headers.a} into what its source tells of it, {@code from.name} and {@code to.name} in facts. In objects it finds what
 * {@link dev.graphiti.migrator.source.Fields#at(String)} finds; in a list a number picks an item, and a name is looked up
 * in every item.
 */
final class FieldPath {
    /** Where a path starts. */
    private enum Root {
        RECORD,
        ITEM,
        SYSTEM,
        COLLECTION,
        ID,
        SPLIT,
        POSITION,
        HASH,
        ABOUT,
        FROM_NAME,
        TO_NAME
    }

    private static final Map<String, Root> NAMED = Map.of(
            "@system", Root.SYSTEM,
            "@collection", Root.COLLECTION,
            "@id", Root.ID,
            "@split", Root.SPLIT,
            "@position", Root.POSITION,
            "@hash", Root.HASH);

    /** What a source may tell of a record; the first name behind the {@code @}. */
    private static final Set<String> TOLD = Set.of(
            "timestamp",
            "headers",
            "labels",
            "type",
            "start",
            "start-id",
            "start-collection",
            "start-labels",
            "end",
            "end-id",
            "end-collection",
            "end-labels");

    private final Root root;
    private final String[] names;
    /** From each name on to the end, since a key that holds dots itself wins. */
    private final String[] rests;

    private FieldPath(Root root, String inner) {
        this.root = root;
        this.names = inner.isEmpty() ? new String[0] : inner.split("\\.", -1);
        this.rests = new String[names.length];
        int start = 0;
        for (int i = 0; i < names.length; i++) {
            rests[i] = inner.substring(start);
            start += names[i].length() + 1;
        }
    }

    static FieldPath parse(String text, TemplateContext context) {
        String path = text.strip();
        if (path.isEmpty()) {
            throw new IllegalArgumentException("a path is empty; name a field");
        }
        if (path.startsWith("@")) {
            return ofOrigin(path);
        }
        if (context.hasEnds() && path.equals("from.name")) {
            return new FieldPath(Root.FROM_NAME, "");
        }
        if (context.hasEnds() && path.equals("to.name")) {
            return new FieldPath(Root.TO_NAME, "");
        }
        if (path.startsWith(".") && !context.hasItem()) {
            throw new IllegalArgumentException(
                    "the path '%s' leads into the item of a list, but there is none here; remove the first dot"
                            .formatted(path));
        }
        return path.startsWith(".") ? new FieldPath(Root.ITEM, path.substring(1)) : new FieldPath(Root.RECORD, path);
    }

    static FieldPath wholeRecord() {
        return new FieldPath(Root.RECORD, "");
    }

    private static FieldPath ofOrigin(String path) {
        Root named = NAMED.get(path);
        if (named != null) {
            return new FieldPath(named, "");
        }
        FieldPath told = new FieldPath(Root.ABOUT, path.substring(1));
        if (!TOLD.contains(told.names[0])) {
            throw new IllegalArgumentException(
                    "the path '%s' is not one of @collection, @hash, @headers, @id, @position, @split, @system and @timestamp"
                            .formatted(path));
        }
        return told;
    }

    /** The value, or null when it is missing or null. */
    @Nullable
    Object find(Scope scope) {
        return switch (root) {
            case RECORD -> find(scope.fields().root(), 0);
            case ITEM -> find(scope.item(), 0);
            case SYSTEM -> scope.origin().system();
            case COLLECTION -> scope.origin().collection();
            case ID -> scope.origin().id();
            case SPLIT -> scope.origin().split();
            case POSITION -> scope.origin().position();
            case HASH -> scope.contentHash();
            case ABOUT -> find(scope.about().root(), 0);
            case FROM_NAME -> scope.fromName();
            case TO_NAME -> scope.toName();
        };
    }

    /** Its text where it leads into the record, else null. */
    @Nullable
    String ofRecord() {
        return root == Root.RECORD ? rests[0] : null;
    }

    /** The names on the way, below its start. */
    List<String> names() {
        return List.of(names);
    }

    private @Nullable Object find(@Nullable Object node, int depth) {
        if (depth == names.length) {
            return node;
        }
        if (node instanceof Map<?, ?> map) {
            Object whole = map.get(rests[depth]);
            return whole != null || depth == names.length - 1 ? whole : find(map.get(names[depth]), depth + 1);
        }
        return node instanceof List<?> list ? findInList(list, depth) : null;
    }

    private @Nullable Object findInList(List<?> list, int depth) {
        int index = index(names[depth]);
        if (index >= 0) {
            return index < list.size() ? find(list.get(index), depth + 1) : null;
        }
        List<Object> found = new ArrayList<>();
        for (Object item : list) {
            Object inside = find(item, depth);
            if (inside instanceof List<?> more) {
                found.addAll(more);
            } else if (inside != null) {
                found.add(inside);
            }
        }
        return found.isEmpty() ? null : found;
    }

    private static int index(String name) {
        if (name.isEmpty() || name.length() > 9) {
            return -1;
        }
        int index = 0;
        for (int i = 0; i < name.length(); i++) {
            int digit = name.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            index = index * 10 + digit;
        }
        return index;
    }
}
