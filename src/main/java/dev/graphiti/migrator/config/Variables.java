package dev.graphiti.migrator.config;

import dev.graphiti.migrator.text.Masking;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Puts variables into texts: <code>${NAME}</code>, <code>${NAME:-default}</code> for one that is not set or empty, and
 * <code>$${</code> for a literal <code>${</code>. Remembers what it put in, because that may be secret.
 */
final class Variables {
    /** What the JSON Schema lets stand for any scalar. */
    static final String PATTERN = "\\$\\{[A-Za-z_][A-Za-z0-9_]*(:-[^}]*)?\\}";

    private static final Pattern OPENING = Pattern.compile(
            "(?<escaped>\\$\\$\\{)|\\$\\{(?<name>[A-Za-z_][A-Za-z0-9_]*)(:-(?<default>((?!\\$\\{)[^}])*))?}|\\$\\{");

    private final Map<String, String> environment;
    private final boolean filling;
    private final List<Filled> all = new ArrayList<>();

    private record Filled(String value, String written) {}

    private Variables(Map<String, String> environment, boolean filling) {
        this.environment = environment;
        this.filling = filling;
    }

    static Variables of(Map<String, String> environment) {
        return new Variables(environment, true);
    }

    /** Leaves every text as it is. */
    static Variables none() {
        return new Variables(Map.of(), false);
    }

    /** Whether {@link #fill} changes a text. */
    boolean areIn(String written) {
        return filling && written.contains("${");
    }

    /** The text that {@link #fill} turns back into this one. */
    static String escape(String value) {
        return value.replace("${", "$${");
    }

    /** The text with its variables filled in; what is wrong with them goes to {@code problem}. */
    String fill(String written, Consumer<String> problem) {
        if (!areIn(written)) {
            return written;
        }
        Matcher opening = OPENING.matcher(written);
        StringBuilder filled = new StringBuilder();
        while (opening.find()) {
            String replacement = replacement(opening, written, problem);
            opening.appendReplacement(filled, Matcher.quoteReplacement(replacement));
        }
        opening.appendTail(filled);
        remember(filled.toString(), written);
        return filled.toString();
    }

    private String replacement(Matcher opening, String written, Consumer<String> problem) {
        if (opening.group("escaped") != null) {
            return "${";
        }
        String name = opening.group("name");
        if (name == null) {
            problem.accept("'" + written + "' contains a ${ that is not of the form ${NAME} or ${NAME:-default};"
                    + " write $${ for a literal ${");
            return "";
        }
        String value = environment.get(name);
        String fallback = opening.group("default");
        if (value != null && (!value.isEmpty() || fallback == null)) {
            remember(value, opening.group());
            return value;
        }
        if (fallback == null) {
            problem.accept("variable '%s' is not set; set it in the environment or give it a default as in ${%s:-...}"
                    .formatted(name, name));
            return "";
        }
        return fallback;
    }

    private void remember(String value, String written) {
        if (!value.isEmpty()) {
            all.add(new Filled(value, written));
        }
    }

    /** How often something was put in. */
    int count() {
        return all.size();
    }

    /** A message in which every value that was put in since that {@link #count} gives way to what the file says. */
    String hideIn(String message, int since) {
        Map<String, String> writtenByValue = new HashMap<>();
        all.subList(since, all.size()).forEach(filled -> writtenByValue.putIfAbsent(filled.value, filled.written));
        if (writtenByValue.isEmpty()) {
            return message;
        }
        // One pass over all values, longest first: what was put in is not searched again.
        String anyValue = writtenByValue.keySet().stream()
                .sorted(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()))
                .map(Masking::findable)
                .collect(Collectors.joining("|"));
        return Pattern.compile(anyValue)
                .matcher(message)
                .replaceAll(
                        match -> Matcher.quoteReplacement(writtenByValue.getOrDefault(match.group(), Masking.MASK)));
    }
}
