package dev.graphiti.migrator.config;

import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;
import dev.graphiti.migrator.text.Masking;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.error.Mark;

/** What is wrong with one file, by position, so that all of it can be mended at once. */
final class ConfigErrors {
    private static final int SHOWN = 20;

    private record Problem(int line, int column, String sentence) {}

    private final TreeSet<Problem> found = new TreeSet<>(Comparator.comparingInt(Problem::line)
            .thenComparing(Problem::column)
            .thenComparing(Problem::sentence));

    private final String file;
    private int reported;

    ConfigErrors(String file) {
        this.file = file;
    }

    /** How often something was reported; a rising count means that what was just read is not to be used. */
    int reported() {
        return reported;
    }

    void at(Mark mark, String sentence) {
        at(mark.getLine() + 1, mark.getColumn() + 1, sentence);
    }

    /** An alias can lead to one problem twice; it is kept once. */
    void at(int line, int column, String sentence) {
        reported++;
        found.add(new Problem(line, column, Masking.of(sentence.strip().replaceAll("\\s*\\R\\s*", " "))));
    }

    void unknownKey(Section section, YamlLocation owner, YamlLocation key, String name) {
        Set<String> known = new TreeSet<>(section.keyNames());
        String nearest = NearestMatch.nearest(name, known);
        String advice = nearest == null
                ? known.isEmpty() ? "it has no keys" : "known are " + String.join(", ", known)
                : "did you mean '" + nearest + "'?";
        at(key.mark(), "unknown key '%s' %s; %s".formatted(name, Section.named(owner.path()), advice));
    }

    void missingKey(YamlLocation owner, String name, String expects) {
        at(owner.mark(), "missing key '%s' %s; it expects %s".formatted(name, Section.named(owner.path()), expects));
    }

    /** @param found what stands there instead, from "not" or "which" on */
    void mismatch(YamlLocation place, String expects, String found) {
        String what = place.path().isEmpty() ? "the configuration" : "'" + place.path() + "'";
        at(place.node().getStartMark(), "%s expects %s, %s".formatted(what, expects, found));
    }

    void throwIfAny() {
        if (reported > 0) {
            throw new MigratorException(Fault.CONFIGURATION, toString());
        }
    }

    /** One line each. */
    @Override
    public String toString() {
        List<String> lines = found.stream()
                .limit(SHOWN)
                .map(problem -> "%s:%d:%d: %s".formatted(file, problem.line, problem.column, problem.sentence))
                .collect(Collectors.toList());
        int more = found.size() - SHOWN;
        if (more > 0) {
            lines.add("%s: and %d more".formatted(file, more));
        }
        return String.join("\n", lines);
    }
}
