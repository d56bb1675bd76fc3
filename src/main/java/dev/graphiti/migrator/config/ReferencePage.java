package dev.graphiti.migrator.config;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/** Writes the reference of a shape as Markdown: a section with a table of keys and an example for each record. */
public final class ReferencePage {
    private static final Pattern VARIANT = Pattern.compile("\\(([^)]*)\\)");

    private final Sections sections;

    public ReferencePage(ConfigShape<?> shape) {
        this.sections = shape.sections();
    }

    /**
     * The page; equal shapes give equal pages.
     *
     * @param intro what comes first, with the title of the page
     */
    public String write(String intro) {
        StringJoiner page = new StringJoiner("\n\n", "", "\n");
        page.add(intro.strip());
        Set<Class<?>> written = new HashSet<>();
        written.add(sections.root().type());
        add(sections.root(), page, written);
        return page.toString();
    }

    private void add(Section section, StringJoiner page, Set<Class<?>> written) {
        page.add(heading(section.path()));
        if (!section.description().isEmpty()) {
            page.add(section.description());
        }
        page.add(section.keys().isEmpty() ? "It has no keys." : keyTable(section));
        String example = ExampleYaml.of(section);
        if (!example.isEmpty()) {
            page.add("```yaml\n" + example + "\n```");
        }
        section.keys().forEach(key -> addBelow(key, key.type(), page, written));
    }

    private void addBelow(Key key, ValueType type, StringJoiner page, Set<Class<?>> written) {
        if (type instanceof ValueType.ListOf list) {
            addBelow(key, list.item(), page, written);
        } else if (type instanceof ValueType.MapOf map) {
            addBelow(key, map.item(), page, written);
        } else if (type instanceof ValueType.Nested nested && written.add(nested.type())) {
            add(sections.of(nested.type()), page, written);
        } else if (type instanceof ValueType.OneOf oneOf && written.add(oneOf.type())) {
            page.add(heading(path(oneOf)));
            page.add(key.description() + "\n\n" + variantTable(oneOf));
            oneOf.variants().stream().filter(written::add).forEach(variant -> add(sections.of(variant), page, written));
        }
    }

    private String keyTable(Section section) {
        StringJoiner table = new StringJoiner("\n");
        table.add("| Key | Type | Default | Meaning |").add("| --- | --- | --- | --- |");
        for (Key key : section.keys()) {
            table.add(row(code(key.name()), bounded(key), fallback(key), key.description()));
        }
        return table.toString();
    }

    private String variantTable(ValueType.OneOf type) {
        StringJoiner table = new StringJoiner("\n");
        table.add("| `type` | Meaning |").add("| --- | --- |");
        for (Class<?> variant : type.variants()) {
            Section section = sections.of(variant);
            table.add(row(link(code(Sections.variantName(variant)), section.path()), section.description()));
        }
        return table.toString();
    }

    private String fallback(Key key) {
        if (sections.isRequired(key)) {
            return "*required*";
        } else if (key.defaultText() != null) {
            return code(key.defaultText());
        } else if (key.nullable()) {
            return "none";
        }
        return key.type() instanceof ValueType.Nested ? "its defaults" : "empty";
    }

    private String bounded(Key key) {
        String word = word(key.type());
        return key.bounds().equals(Bounds.NONE)
                ? word
                : word + ", " + key.bounds().words();
    }

    private String word(ValueType type) {
        if (type instanceof Scalar scalar) {
            return scalar.word();
        } else if (type instanceof ValueType.ListOf list) {
            return "list of " + word(list.item());
        } else if (type instanceof ValueType.MapOf map) {
            return "map of " + word(map.item());
        } else if (type instanceof ValueType.Nested nested) {
            return link("section", sections.of(nested.type()).path());
        }
        return link("one of several", path((ValueType.OneOf) type));
    }

    /** Where the choice stands: the path of a variant without the variant. */
    private String path(ValueType.OneOf type) {
        String path = sections.of(type.variants().get(0)).path();
        return path.substring(0, path.lastIndexOf('('));
    }

    /** What belongs to one variant stands one level deeper. */
    private static String heading(String path) {
        return (path.contains("(") ? "### " : "## ") + title(path);
    }

    /** {@code source(json).files[]} is "`source.files[]` of type `json`". */
    private static String title(String path) {
        if (path.isEmpty()) {
            return "Top level";
        }
        List<String> variants = VARIANT.matcher(path)
                .results()
                .map(found -> code(found.group(1)))
                .toList();
        String keys = code(VARIANT.matcher(path).replaceAll(""));
        return variants.isEmpty() ? keys : keys + " of type " + String.join(", ", variants);
    }

    /** The anchor is the one that GitHub makes from the title. */
    private static String link(String text, String path) {
        String anchor = title(path)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9 _-]", "")
                .replace(' ', '-');
        return "[" + text + "](#" + anchor + ")";
    }

    private static String code(String text) {
        return "`" + text + "`";
    }

    private static String row(String... cells) {
        StringJoiner row = new StringJoiner(" | ", "| ", " |");
        for (String cell : cells) {
            row.add(cell.replace("|", "\\|").replaceAll("\\s*\\R\\s*", " "));
        }
        return row.toString();
    }
}
