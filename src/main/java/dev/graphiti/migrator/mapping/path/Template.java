package dev.graphiti.migrator.mapping.path;

import dev.graphiti.migrator.model.OpenSentence;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A text with places for values, compiled: {@code Ticket {id}: {topic|no topic}}. A missing value reads as its default,
 * or as nothing; doubled braces stand for themselves.
 */
public final class Template {
    /** A constant text, or the place of a value with what stands there when it is missing. */
    private record Part(String text, @Nullable FieldPath path) {}

    private final List<Part> parts;

    private Template(List<Part> parts) {
        this.parts = parts;
    }

    /** For settings where a constant makes sense. */
    public static Template text(String text, TemplateContext context) {
        return new Parser(text, context).parse();
    }

    /** For settings that come from the record: without braces it is the path of a field. */
    public static Template value(String text, TemplateContext context) {
        return text.indexOf('{') < 0
                ? new Template(List.of(new Part("", FieldPath.parse(text, context))))
                : text(text, context);
    }

    public String render(Scope scope) {
        FieldPath lone = path();
        if (lone != null) {
            String value = ValueText.of(lone.find(scope));
            return value.isBlank() ? parts.get(0).text() : value;
        }
        StringBuilder text = new StringBuilder();
        append(text, scope);
        return text.toString();
    }

    /** The same, or null when a value is missing that has no default: half an id would be another's. */
    @Nullable
    public String renderComplete(Scope scope) {
        StringBuilder text = new StringBuilder();
        return append(text, scope) ? text.toString() : null;
    }

    /** The same, or null when the text has places and all of them are blank, defaults included. */
    @Nullable
    public String renderUnlessBlank(Scope scope) {
        boolean isFilled = isConstant()
                || parts.stream()
                        .anyMatch(part -> part.path() != null
                                && !(ValueText.of(part.path().find(scope)).isBlank()
                                        && part.text().isBlank()));
        return isFilled ? render(scope) : null;
    }

    /**
     * The text without the names of these ends of a fact.
     *
     * @return null if it does not contain them
     */
    public @Nullable OpenSentence renderOpen(Scope scope, Set<OpenSentence.End> unknown) {
        List<String> texts = new ArrayList<>();
        List<OpenSentence.End> names = new ArrayList<>();
        List<Part> between = new ArrayList<>();
        for (Part part : parts) {
            OpenSentence.End end = part.path() == null ? null : part.path().end();
            if (end != null && unknown.contains(end)) {
                texts.add(new Template(List.copyOf(between)).render(scope));
                names.add(end);
                between.clear();
            } else {
                between.add(part);
            }
        }
        texts.add(new Template(List.copyOf(between)).render(scope));
        return names.isEmpty() ? null : new OpenSentence(texts, names);
    }

    /** What its places look for. */
    public List<FieldPath> paths() {
        return parts.stream().map(Part::path).filter(Objects::nonNull).toList();
    }

    private boolean append(StringBuilder text, Scope scope) {
        boolean complete = true;
        for (Part part : parts) {
            if (part.path() == null) {
                text.append(part.text());
                continue;
            }
            int start = text.length();
            ValueText.append(text, part.path().find(scope));
            if (isBlankFrom(text, start)) {
                text.setLength(start);
                text.append(part.text());
                complete &= !part.text().isEmpty();
            }
        }
        return complete;
    }

    private static boolean isBlankFrom(CharSequence text, int start) {
        for (int i = start; i < text.length(); i++) {
            if (!Character.isWhitespace(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    public boolean isConstant() {
        return parts.stream().allMatch(part -> part.path() == null);
    }

    /** The path, where the whole template is one value. */
    @Nullable
    public FieldPath path() {
        return parts.size() == 1 ? parts.get(0).path() : null;
    }

    /** Reads a text once. */
    private static final class Parser {
        private final String text;
        private final TemplateContext context;
        private final List<Part> parts = new ArrayList<>();
        private final StringBuilder constant = new StringBuilder();
        private int next;

        Parser(String text, TemplateContext context) {
            this.text = text;
            this.context = context;
        }

        Template parse() {
            while (next < text.length()) {
                char c = text.charAt(next);
                if (c != '{' && c != '}') {
                    constant.append(c);
                    next++;
                } else if (text.startsWith(c == '{' ? "{{" : "}}", next)) {
                    constant.append(c);
                    next += 2;
                } else if (c == '{') {
                    value();
                } else {
                    throw new IllegalArgumentException(
                            "'%s' has a } without its {; write }} for a brace".formatted(text));
                }
            }
            endConstant();
            return new Template(List.copyOf(parts));
        }

        private void value() {
            int bar = -1;
            int end = next + 1;
            while (end < text.length() && text.charAt(end) != '}') {
                char c = text.charAt(end);
                if (c == '{') {
                    throw new IllegalArgumentException(
                            ("'%s' has a { inside of %s}; the part after the bar is plain text, so write the other"
                                            + " placeholder after this one")
                                    .formatted(text, text.substring(next, end)));
                }
                bar = bar < 0 && c == '|' ? end : bar;
                // In a path a backslash makes the next character a part of a name.
                end += bar < 0 && c == '\\' ? 2 : 1;
            }
            if (end >= text.length()) {
                throw new IllegalArgumentException("'%s' has a { without its }; write {{ for a brace".formatted(text));
            }
            endConstant();
            String path = text.substring(next + 1, bar < 0 ? end : bar);
            if (path.isBlank()) {
                throw new IllegalArgumentException("'%s' has an empty {}; name a field in it".formatted(text));
            }
            parts.add(new Part(bar < 0 ? "" : text.substring(bar + 1, end), FieldPath.parse(path, context)));
            next = end + 1;
        }

        private void endConstant() {
            if (constant.length() > 0) {
                parts.add(new Part(constant.toString(), null));
                constant.setLength(0);
            }
        }
    }
}
