package dev.graphiti.migrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DryRunTest {
    @TempDir
    Path folder;

    /** Two inputs read the same bundle, and each skips what belongs to the other. */
    @Test
    void showsRecordsOfEachCollectionAndRule() throws IOException {
        StringBuilder bundle = new StringBuilder();
        for (int i = 0; i < 5; i++) {
            bundle.append("{\"type\": \"person\", \"id\": \"p%d\", \"name\": \"Ann %d\"}\n".formatted(i, i));
        }
        bundle.append("{\"type\": \"place\", \"id\": \"l1\", \"title\": \"Rome\", \"country\": \"Italy\"}\n");
        bundle.append("{\"type\": \"place\", \"id\": \"l2\"}\n");
        Files.writeString(folder.resolve("bundle.jsonl"), bundle);

        String out = dryRun("""
                source:
                  type: json
                  inputs:
                    - { paths: [FOLDER/bundle.jsonl], collection: people }
                    - { paths: [FOLDER/bundle.jsonl], collection: places }
                mapping:
                  people:
                    group: g
                    id: id
                    skip: [{ rule: no-person, field: type, equals: person, not: true }]
                    entity: { name: name }
                  places:
                    group: g
                    id: id
                    skip: [{ rule: no-place, field: type, equals: place, not: true }]
                    entity: { name: titel, label: Place }
                    related: { country: { name: country, label: Country } }
                    facts: [{ name: IN, to: country }]
                """.replace("titel", "title"));

        assertThat(out)
                .contains("entity   Ann 0", "entity   Ann 2", "skipped  by the rule no-person")
                .doesNotContain("entity   Ann 3")
                .contains("entity   Rome", "fact     Rome in Italy", "skipped  by the rule no-place")
                .contains("dead letter  no-name");
        assertThat(out.lines().filter(line -> line.contains("by the rule no-place")))
                .hasSize(1);
    }

    @Test
    void namesWhatNoRecordHas() throws IOException {
        Files.writeString(
                folder.resolve("tickets.jsonl"),
                "{\"id\": 1, \"body\": \"Help\", \"customer\": {\"name\": \"ACME\"}}\n");

        String out = dryRun("""
                source: { type: json, inputs: [{ paths: [FOLDER/tickets.jsonl], collection: tickets }] }
                mapping:
                  tickets:
                    group: g
                    id: id
                    time: { if-missing: run-start }
                    episode: { content: bdoy }
                    related: { customer: { name: customer.nmae, label: Company } }
                """);

        assertThat(out).endsWith("""
                In the 1 record that was read:
                  mapping.tickets.episode.content: bdoy is in no record; is it body?
                  mapping.tickets.related.customer was created by no record.
                  mapping.tickets.related.customer.name: customer.nmae is in no record; is it customer.name?
                This was a dry run: nothing was written.
                """);
    }

    private String dryRun(String yaml) throws IOException {
        Path file = Files.writeString(
                folder.resolve("job.yaml"),
                yaml.replace("FOLDER", folder.toString())
                        + "target: { uri: \"bolt://127.0.0.1:1\", password: p }\nembedding: { type: hashing }\n");
        Call call = Call.of("migrate", "--dry-run", "-c", file.toString());
        assertThat(call.code()).as(call.err()).isZero();
        return call.out();
    }
}
