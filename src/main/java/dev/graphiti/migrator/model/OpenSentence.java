package dev.graphiti.migrator.model;

import java.util.ArrayList;
import java.util.List;

/**
 * The sentence of a fact that names an entity of another record, whose name is not known yet.
 *
 * @param texts before, between and after the names: one more than names
 * @param names the ends of the fact whose names stand between the texts
 */
public record OpenSentence(List<String> texts, List<End> names) {
    /** An end of a fact. */
    public enum End {
        SOURCE,
        TARGET
    }

    public OpenSentence {
        texts = List.copyOf(texts);
        names = List.copyOf(names);
        if (texts.size() != names.size() + 1) {
            throw new IllegalArgumentException("%d texts and %d names".formatted(texts.size(), names.size()));
        }
    }

    /** The same sentence with the name of one end in all its places. */
    public OpenSentence with(End end, String name) {
        List<String> newTexts = new ArrayList<>();
        List<End> open = new ArrayList<>();
        StringBuilder text = new StringBuilder(texts.get(0));
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i) == end) {
                text.append(name);
            } else {
                open.add(names.get(i));
                newTexts.add(text.toString());
                text.setLength(0);
            }
            text.append(texts.get(i + 1));
        }
        newTexts.add(text.toString());
        return new OpenSentence(newTexts, open);
    }

    /** Whether it names this end, and does not know its name. */
    public boolean needs(End end) {
        return names.contains(end);
    }

    /**
     * The whole sentence.
     *
     * @throws IllegalStateException if a name is still open
     */
    public String text() {
        if (!names.isEmpty()) {
            throw new IllegalStateException("the names of " + names + " are open");
        }
        return texts.get(0);
    }
}
