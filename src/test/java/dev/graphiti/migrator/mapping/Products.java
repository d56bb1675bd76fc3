package dev.graphiti.migrator.mapping;

import dev.graphiti.migrator.mapping.path.Note;
import dev.graphiti.migrator.mapping.yaml.RecordMapper;
import dev.graphiti.migrator.model.MappedRecord;
import dev.graphiti.migrator.source.SourceRecord;
import dev.graphiti.migrator.source.fields.Fields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A mapping with everything in it, and one record of it. */
public final class Products {
    private static final String PRODUCTS = """
            mapping:
              products:
                group: shop
                id: sku
                time: { field: at, if-missing: run-start, if-unreadable: 2020-01-01 }
                skip:
                  - { rule: draft, field: status, equals: draft }
                  - { rule: foreign, field: market, in: [us, jp] }
                  - { rule: test-data, field: sku, matches: "TEST-.*" }
                  - { rule: no-price, field: priced, equals: "true", not: true }
                  - { rule: untitled, field: title, missing: true }
                episode: { content: text }
                entity: { name: title, label: Product, summary: text, vector: name_vector }
                related:
                  maker: { name: maker, label: Company }
                  owner: { id: owner_no, name: owner, label: Company }
                  old: { collection: products, id: replaces, name: old_title }
                facts:
                  - name: MADE_BY
                    to: maker
                    fact: "{from.name} is made by {to.name}"
                    valid-at: released
                    invalid-at: stopped
                    vector: fact_vector
                  - { name: REPLACES, to: old }
            """;

    private static final RecordMapper MAPPER = mapper();

    private Products() {}

    public static RecordMapper mapper() {
        return Records.mapper(PRODUCTS);
    }

    /** What the heavy anvil becomes, with these fields too. */
    public static MappedRecord product(Object... more) {
        return Records.mapped(MAPPER, record(more));
    }

    public static List<Note> notes(Object... more) {
        return ((Mapping.Mapped) MAPPER.map(record(more))).notes();
    }

    public static Mapping.Rejected rejected(Object... more) {
        return (Mapping.Rejected) MAPPER.map(record(more));
    }

    private static SourceRecord record(Object... more) {
        Map<String, Object> fields = new LinkedHashMap<>(
                Map.of("sku", "A-1", "title", "Anvil", "text", "Heavy.", "priced", true, "at", "2026-01-05"));
        for (int i = 0; i < more.length; i += 2) {
            fields.put((String) more[i], more[i + 1]);
        }
        return Records.record("products", "", new Fields(fields));
    }
}
