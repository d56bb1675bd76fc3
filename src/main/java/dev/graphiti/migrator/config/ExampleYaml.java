package dev.graphiti.migrator.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Shows a section with the examples of its keys, at its place in the file. */
final class ExampleYaml {
    private static final Pattern STEP =
            Pattern.compile("(?<key>[^(\\[]*)(?<lists>(\\[\\])*)(\\((?<variant>[^)]*)\\))?");

    private ExampleYaml() {}

    /** YAML, or an empty text if no key of the section has an example. */
    static String of(Section section) {
        List<String> lines = new ArrayList<>();
        for (Key key : section.keys()) {
            if (key.example() != null) {
                lines.addAll(entry(key.name(), key.example().lines().toList()));
            }
        }
        if (lines.isEmpty()) {
            return "";
        }
        List<String> steps = new ArrayList<>(List.of(section.path().split("\\.", -1)));
        Collections.reverse(steps);
        for (String step : steps) {
            lines = around(lines, step);
        }
        return String.join("\n", lines);
    }

    private static List<String> entry(String key, List<String> value) {
        if (value.size() == 1) {
            return List.of(key + ": " + value.get(0));
        }
        List<String> lines = new ArrayList<>(List.of(key + ":"));
        value.forEach(line -> lines.add("  " + line));
        return lines;
    }

    /** The step of a path that leads to these lines, such as {@code source(json)} or {@code rules[]}. */
    private static List<String> around(List<String> lines, String step) {
        Matcher parts = STEP.matcher(step);
        if (step.isEmpty() || !parts.matches()) {
            return lines;
        }
        List<String> inside = new ArrayList<>(lines);
        if (parts.group("variant") != null) {
            inside.add(0, Sections.TYPE + ": " + parts.group("variant"));
        }
        for (int i = 0; i < parts.group("lists").length() / 2; i++) {
            inside.replaceAll(line -> "  " + line);
            inside.set(0, "- " + inside.get(0).substring(2));
        }
        inside.replaceAll(line -> "  " + line);
        inside.add(0, parts.group("key") + ":");
        return inside;
    }
}
