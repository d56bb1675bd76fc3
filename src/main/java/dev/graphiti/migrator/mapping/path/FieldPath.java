package dev.graphiti.migrator.mapping.path;

import dev.graphiti.migrator.model.OpenSentence;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A compiled path: {@code a.b} into the record, {@code .a} or {@code .} into the item of a list, {@code .@key} its key, {@code @id} and the like
 * into the record's origin, {@code @source.a} into what its source says of it besides its fields, {@code from.name} and
 * {@code to.name} in facts. Any other {@code @a} is the record's own field of this name, or else {@code @source.a}.
 *
 * <p>In objects it finds what {@link dev.graphiti.migrator.source.fields.Fields#at(String)} finds; in a list a number picks an
 * item, and a name is looked up in every item. After a backslash a character belongs to a name, whatever it is; and in a
 * path with a backslash no key with dots stands for several steps.
 */
public final class FieldPath {
    /** Where a path starts. */
    private enum Root {
        RECORD,
        ITEM,
        KEY,
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

    /** The key of an item. */
    static final String KEY = ".@key";
    /** Before the name of what the source says of a record. */
    private static final String SOURCE = "@source";

    private final String written;
    private final Root root;
    private final PathSteps steps;
    /** Where to look when there is nothing. */
    private final @Nullable FieldPath otherwise;

    private FieldPath(String written, Root root, String inner, @Nullable FieldPath otherwise) {
        this.written = written;
        this.root = root;
        this.steps = PathSteps.parse(inner);
        this.otherwise = otherwise;
    }

    private FieldPath(String written, Root root, String inner) {
        this(written, root, inner, null);
    }

    public static FieldPath parse(String text, TemplateContext context) {
        String path = text.strip();
        if (path.isEmpty()) {
            throw new IllegalArgumentException("a path is empty; name a field");
        }
        if (path.startsWith("@")) {
            return ofOrigin(path);
        }
        if (context.hasEnds() && path.equals("from.name")) {
            return new FieldPath(path, Root.FROM_NAME, "");
        }
        if (context.hasEnds() && path.equals("to.name")) {
            return new FieldPath(path, Root.TO_NAME, "");
        }
        if (path.startsWith(".") && !context.hasItem()) {
            throw new IllegalArgumentException(
                    "the path '%s' refers to the item of a list, but there is no list here; remove the first dot"
                            .formatted(path));
        }
        if (path.equals(KEY)) {
            return new FieldPath(path, Root.KEY, "");
        }
        return path.startsWith(".")
                ? new FieldPath(path, Root.ITEM, path.substring(1))
                : new FieldPath(path, Root.RECORD, path);
    }

    static FieldPath wholeRecord() {
        return new FieldPath("*", Root.RECORD, "");
    }

    private static FieldPath ofOrigin(String path) {
        FieldPath own = new FieldPath(path, Root.RECORD, path);
        Root named = NAMED.get(path);
        if (named != null) {
            // A record whose source gives it no id may hold one under this very name, as JSON-LD does.
            return new FieldPath(path, named, "", named == Root.ID ? own : null);
        }
        if (path.equals(SOURCE) || path.startsWith(SOURCE + ".")) {
            return new FieldPath(path, Root.ABOUT, path.substring(Math.min(path.length(), SOURCE.length() + 1)));
        }
        return new FieldPath(path, Root.RECORD, path, new FieldPath(path, Root.ABOUT, path.substring(1)));
    }

    /** The value, or null when it is missing or null. */
    @Nullable
    public Object find(Scope scope) {
        Object found = findFromRoot(scope);
        return found == null && otherwise != null ? otherwise.find(scope) : found;
    }

    private @Nullable Object findFromRoot(Scope scope) {
        return switch (root) {
            case RECORD -> steps.find(scope.fields().root());
            case ITEM -> steps.find(scope.itemValue());
            case KEY -> scope.itemKey();
            case SYSTEM -> scope.origin().system();
            case COLLECTION -> scope.origin().collection();
            case ID -> scope.origin().id().isBlank() ? null : scope.origin().id();
            case SPLIT -> scope.origin().split();
            case POSITION -> scope.origin().position();
            case HASH -> scope.contentHash();
            case ABOUT -> steps.find(scope.about().root());
            case FROM_NAME -> scope.fromName();
            case TO_NAME -> scope.toName();
        };
    }

    /** The end of a fact whose name it is, else null. */
    OpenSentence.@Nullable End end() {
        return root == Root.FROM_NAME ? OpenSentence.End.SOURCE : root == Root.TO_NAME ? OpenSentence.End.TARGET : null;
    }

    /** Its names with dots between them where it leads into the record, else null. */
    @Nullable
    public String ofRecord() {
        return root == Root.RECORD ? String.join(".", steps.names()) : null;
    }

    /** Whether it leads into what the source has, and not to the origin of the record or to a name of the mapping. */
    public boolean isOfSource() {
        return root == Root.RECORD
                || root == Root.ABOUT
                || (root == Root.ITEM && !steps.names().isEmpty());
    }

    /** Whether it leads into the item of a list. */
    public boolean isOfItem() {
        return root == Root.ITEM;
    }

    /** As it is written. */
    @Override
    public String toString() {
        return written;
    }

    /** The names on the way, below its start. */
    List<String> names() {
        return steps.names();
    }
}
