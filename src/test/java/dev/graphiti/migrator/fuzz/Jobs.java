package dev.graphiti.migrator.fuzz;

import java.util.List;
import java.util.Random;

/** Configurations of the fuzz test: a source in YAML, and a mapping that reads hostile fields in every place. */
final class Jobs {
    private static final List<String> MAPPINGS = List.of("""
            "*":
              group: "{kind}"
              id: name
              time: { field: at, formats: [iso, epoch-auto, dd.MM.yyyy], if-missing: run-start }
              skip: [{ rule: blank, field: text, blank: true }, { rule: odd, field: tags, matches: "W.*" }]
              episode: { name: "{name} {@id}", content: text, source-description: "{@collection}" }
              entity: { name: name, label: kind, summary: "{text}", attributes: { include: [tags], max-length: 100 } }
              related:
                friend: { each: tags, name: ".", label: kind }
                other: { collection: things, id: friend }
              facts: [{ name: KNOWS, to: friend, fact: "{from.name} knows {to.name}", valid-at: at }]
            """, """
            "*": { group: g, time: { if-missing: run-start, if-unreadable: run-start }, episode: {} }
            """, """
            "*": { group: g, time: { if-missing: run-start, if-unreadable: run-start }, entity: { name: "{@id}{name}" },
                   episode: { lines: { each: tags, line: "{.}" } } }
            """);

    private Jobs() {}

    static String of(String source, Random random) {
        String mapping = MAPPINGS.get(random.nextInt(MAPPINGS.size())).strip().indent(2);
        return "source: " + source + "\nmapping:\n" + mapping + "embedding: { type: hashing, dimension: 8 }\n";
    }

    /** For a source that brings its mapping. */
    static String alone(String source) {
        return "source: " + source + "\nembedding: { type: hashing, dimension: 8 }\n";
    }
}
