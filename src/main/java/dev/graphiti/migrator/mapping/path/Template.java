package dev.graphiti.migrator.mapping.path;

import dev.graphiti.migrator.model.OpenSentence;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A text with places for values, compiled: {@code Ticket {id}: {title|name|"none"}}. The first value that is not blank is
 * taken, else the text in quotes, else nothing. Doubled braces stand for themselves.
 */
public final class Template {
    /**
     * A constant text, or the place of a value.
     *
     * @param text what stands there if all values are missing
     * @param paths of the values, in the order in which they are tried; empty for a constant text
     */
    private record Part(String text, List<FieldPath> paths) {
        boolean isConstant() {
            return paths.isEmpty();
        }

        boolean isBlank(Scope scope) {
            return text.isBlank()
                    && paths.stream()
                            .allMatch(path -> ValueText.of(path.find(scope)).isBlank());
        }

        OpenSentence.@Nullable End end() {
            return paths.size() == 1 ? paths.get(0).end() : null;
        }
    }

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
                ? new Template(List.of(new Part("", List.of(FieldPath.parse(text, context)))))
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
        boolean isFilled = isConstant() || parts.stream().anyMatch(part -> !part.isConstant() && !part.isBlank(scope));
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
            OpenSentence.End end = part.end();
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
        return parts.stream().flatMap(part -> part.paths().stream()).toList();
    }

    private boolean append(StringBuilder text, Scope scope) {
        boolean complete = true;
        for (Part part : parts) {
            boolean isFilled = appendFirst(text, part.paths(), scope);
            if (!isFilled) {
                text.append(part.text());
                complete &= !part.text().isEmpty();
            }
        }
        return complete;
    }

    private static boolean appendFirst(StringBuilder text, List<FieldPath> paths, Scope scope) {
        int start = text.length();
        for (FieldPath path : paths) {
            ValueText.append(text, path.find(scope));
            if (!isBlankFrom(text, start)) {
                return true;
            }
            text.setLength(start);
        }
        return false;
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
        return parts.stream().allMatch(Part::isConstant);
    }

    /** The path, where the whole template is one value. */
    @Nullable
    public FieldPath path() {
        List<FieldPath> paths = parts.size() == 1 ? parts.get(0).paths() : List.of();
        return paths.size() == 1 ? paths.get(0) : null;
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
                    throw wrong("has a } without its {; write }} for a brace");
                }
            }
            endConstant();
            return new Template(List.copyOf(parts));
        }

        private void value() {
            int start = next;
            endConstant();
            List<FieldPath> paths = new ArrayList<>();
            String otherwise = null;
            next++;
            do {
                String alternative = alternative(start);
                if (otherwise != null) {
                    throw wrong("has '%s' after the text in quotes, which always applies; put the text last"
                            .formatted(alternative));
                }
                String constant = constant(alternative);
                if (constant != null && !paths.isEmpty()) {
                    otherwise = constant;
                } else if (alternative.isBlank()) {
                    throw wrong("has an empty %s; name a field in it".formatted(text.substring(start, next + 1)));
                } else {
                    paths.add(FieldPath.parse(alternative, context));
                }
            } while (text.charAt(next++) == '|');
            if (paths.size() > 1 && paths.stream().anyMatch(path -> path.end() != null)) {
                throw wrong("has another field next to the name of an end; put %s in a separate placeholder"
                        .formatted(paths));
            }
            parts.add(new Part(otherwise == null ? "" : otherwise, List.copyOf(paths)));
        }

        /** The text up to the next bar or brace, which is next then. */
        private String alternative(int placeholder) {
            int begin = next;
            char quote = 0;
            while (next < text.length() && (quote != 0 || "|}".indexOf(text.charAt(next)) < 0)) {
                char c = text.charAt(next);
                if (c == '{' && quote == 0) {
                    throw wrong(
                            ("has a { inside of %s}; separate other fields by bars, as in {title|name|\"none\"}, or write"
                                            + " the other placeholder after this one")
                                    .formatted(text.substring(placeholder, next)));
                }
                boolean isFirst = text.substring(begin, next).isBlank();
                if (quote == 0 && isFirst && begin > placeholder + 1 && (c == '"' || c == '\'')) {
                    quote = c;
                } else if (c == quote) {
                    quote = 0;
                }
                // In a path a backslash makes the next character a part of a name.
                next += quote == 0 && c == '\\' ? 2 : 1;
            }
            if (next >= text.length()) {
                throw wrong(quote == 0 ? "has a { without its }; write {{ for a brace" : "has a quote without its end");
            }
            return text.substring(begin, next);
        }

        /** The text of an alternative in quotes, and of one that is empty; null for a path. */
        private static @Nullable String constant(String alternative) {
            String stripped = alternative.strip();
            if (stripped.isEmpty()) {
                return "";
            }
            char quote = stripped.charAt(0);
            boolean isQuoted = stripped.length() > 1
                    && (quote == '"' || quote == '\'')
                    && stripped.charAt(stripped.length() - 1) == quote;
            return isQuoted ? stripped.substring(1, stripped.length() - 1) : null;
        }

        private IllegalArgumentException wrong(String what) {
            return new IllegalArgumentException("'%s' %s".formatted(text, what));
        }

        private void endConstant() {
            if (constant.length() > 0) {
                parts.add(new Part(constant.toString(), List.of()));
                constant.setLength(0);
            }
        }
    }
}
