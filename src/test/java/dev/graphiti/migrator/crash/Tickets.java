package dev.graphiti.migrator.crash;

import dev.graphiti.migrator.crash.Fingerprint.Leeway;
import dev.graphiti.migrator.testing.OpenAiStandIn;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Tickets in several files, with all that can befall a record: edges long before their nodes or without any, the same
 * record twice, with equal and with other content, records to skip, without a time, and damaged ones. A record's
 * duplicates stand in its own file: which of two with other content comes first would else be a matter of chance.
 */
record Tickets(Path folder, int records, String embedding, Set<Leeway> leeway) implements CrashData {
    private static final int FILES = 6;
    private static final int TEAMS = 7;
    private static final String SOURCE = """
            source:
              type: json
              inputs: [ { collection: tickets, paths: ["%s"] } ]
            """;
    private static final String OTHER_SECTIONS = """
            mapping:
              tickets:
                id: id
                group: "{team}"
                time: { field: at, if-missing: run-start }
                skip: [ { rule: spam, field: status, equals: spam } ]
                episode: { name: title, content: text, source-description: ticket, mentions: [this] }
                entity: { name: title, label: Ticket, summary: text }
                related:
                  customer: { name: customer, label: Customer }
                  follower: { collection: tickets, id: next }
                facts:
                  - { name: ASKED_BY, to: customer, fact: "{from.name} was asked by {to.name}" }
                  - { name: FOLLOWED_BY, to: follower, fact: "{from.name} is followed by {next}" }
            embedding: { type: %s }
            """;

    /** With vectors that are a function of the text. */
    static Tickets in(Path folder, int records) {
        return in(folder, records, "hashing, dimension: 32", Set.of());
    }

    /** The setting of a server that is asked for a few texts at a time, so that it can stop a job in the middle by giving no answer. */
    static String embeddedInOrder(OpenAiStandIn server) {
        return ("openai, base-url: \"%s\", model: %s, api-key: %s, dimensions: 8, batch-size: 64, concurrency: 1,"
                        + " timeout: 10min, bundle: { texts: 64 }, cache: { enabled: false }")
                .formatted(server.baseUrl(), OpenAiStandIn.MODEL, OpenAiStandIn.KEY);
    }

    static Tickets in(Path folder, int records, String embedding, Set<Leeway> leeway) {
        Tickets data = new Tickets(folder, records, embedding, leeway);
        try {
            Files.createDirectories(folder);
            for (int file = 0; file < FILES; file++) {
                data.write(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return data;
    }

    @Override
    public String sections() {
        return SOURCE.formatted(folder) + otherSections();
    }

    /** The sections {@code mapping} and {@code embedding}. */
    String otherSections() {
        return OTHER_SECTIONS.formatted(embedding);
    }

    /** One after the other. */
    List<Path> files() {
        return IntStream.range(0, FILES).mapToObj(this::file).toList();
    }

    private Path file(int number) {
        return folder.resolve("tickets-%d.jsonl".formatted(number));
    }

    private void write(int file) throws IOException {
        Random random = new Random(file);
        try (BufferedWriter out = Files.newBufferedWriter(file(file))) {
            for (int i : IntStream.range(0, records)
                    .filter(each -> each % FILES == file)
                    .toArray()) {
                out.write(i % 997 == 3 ? "{\"id\": \"t" + i + "\", damaged\n" : ticket(i, random, ""));
                if (i % 101 == 7) {
                    out.write(ticket(i, new Random(i), " again"));
                }
                if (i % 211 == 9) {
                    String twice = ticket(i + 10_000_000, new Random(i), "");
                    out.write(twice + twice);
                }
            }
        }
    }

    private String ticket(int i, Random random, String more) {
        String status = i % 53 == 5 ? "spam" : "open";
        // Every now and then an edge to what no record is.
        int next = i % 89 == 11 ? 20_000_000 + i : (random.nextInt(records) / TEAMS) * TEAMS + i % TEAMS;
        String at = i % 67 == 13 ? "" : LocalDate.of(2024, 1, 1).plusDays(i % 700) + "T10:00:00Z";
        return """
                {"id":"t%d","team":"team-%d","title":"Ticket %d%s","status":"%s","text":"%s","customer":"Customer %d","at":"%s","next":"t%d","urgency":%d}
                """.formatted(
                i, i % TEAMS, i, more, status, "It does not work. ".repeat(1 + i % 5), i % 400, at, next, i % 4);
    }
}
