package dev.graphiti.migrator.mapping.path;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The way of a {@link FieldPath} below its start. */
public final class PathSteps {
    private static final char ESCAPE = '\\';
    private static final int NO_INDEX = -1;

    /**
     * One step.
     *
     * @param index which item of a list is meant; negative for all
     * @param rest from this name on to the end, since a key that holds dots itself wins; null where the path is exact
     */
    private record Step(String name, int index, @Nullable String rest) {}

    private final List<Step> steps;

    private PathSteps(List<Step> steps) {
        this.steps = steps;
    }

    /** Without a text there are no steps. */
    static PathSteps parse(String text) {
        if (text.isEmpty()) {
            return new PathSteps(List.of());
        }
        boolean isExact = isExact(text);
        List<Step> steps = new ArrayList<>();
        StringBuilder name = new StringBuilder();
        boolean escaped = false;
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : '.';
            if (c == ESCAPE) {
                escaped = true;
                if (++i < text.length()) {
                    name.append(text.charAt(i));
                } else {
                    i--;
                }
            } else if (c == '.') {
                String key = name.toString();
                steps.add(new Step(key, escaped ? NO_INDEX : index(key), isExact ? null : text.substring(start)));
                name.setLength(0);
                escaped = false;
                start = i + 1;
            } else {
                name.append(c);
            }
        }
        return new PathSteps(List.copyOf(steps));
    }

    /** Whether a path says by a backslash which dots are part of a name. */
    public static boolean isExact(String path) {
        return path.indexOf(ESCAPE) >= 0;
    }

    /** A name as a step of an exact path. */
    public static String exact(String name) {
        return name.indexOf('.') < 0 && name.indexOf(ESCAPE) < 0
                ? name
                : name.replace("\\", "\\\\").replace(".", "\\.");
    }

    /** The names on a path. */
    public static List<String> names(String path) {
        return parse(path.strip()).names();
    }

    /** The same path with no backslash but those that it needs. */
    public static String canonical(String path) {
        return String.join(
                ".", parse(path).steps.stream().map(step -> exact(step.name())).toList());
    }

    List<String> names() {
        return steps.stream().map(Step::name).toList();
    }

    /** The value below a node, or null when it is missing or null. */
    @Nullable
    Object find(@Nullable Object node) {
        return find(node, 0);
    }

    private @Nullable Object find(@Nullable Object node, int depth) {
        if (depth == steps.size()) {
            return node;
        }
        if (node instanceof Map<?, ?> map) {
            Step step = steps.get(depth);
            boolean isLast = depth == steps.size() - 1;
            Object whole = step.rest() != null || isLast ? map.get(isLast ? step.name() : step.rest()) : null;
            return whole != null || isLast ? whole : find(map.get(step.name()), depth + 1);
        }
        return node instanceof List<?> list ? findInList(list, depth) : null;
    }

    private @Nullable Object findInList(List<?> list, int depth) {
        int index = steps.get(depth).index();
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
