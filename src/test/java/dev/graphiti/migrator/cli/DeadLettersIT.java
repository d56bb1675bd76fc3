package dev.graphiti.migrator.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.graphiti.migrator.app.KeptSplits;
import dev.graphiti.migrator.app.MigrationConfig;
import dev.graphiti.migrator.config.ConfigReader;
import dev.graphiti.migrator.ledger.LedgerFiles;
import dev.graphiti.migrator.ledger.json.JsonLinesReader;
import dev.graphiti.migrator.model.DeadLetter;
import dev.graphiti.migrator.model.DeadLetter.Kept;
import dev.graphiti.migrator.model.DeadLetter.Kept.Form;
import dev.graphiti.migrator.source.KeptRecord;
import dev.graphiti.migrator.source.RecordReader;
import dev.graphiti.migrator.source.RecordSource;
import dev.graphiti.migrator.source.SourceRecord;
import dev.graphiti.migrator.source.SourceSplit;
import dev.graphiti.migrator.testing.Neo4jServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What each step of a real run leaves of what it sets aside, and that nothing of it is lost to a later replay. */
class DeadLettersIT {
    @RegisterExtension
    static final Neo4jServer NEO4J = Neo4jServer.shared();

    private static final String SOUND = "{\"id\":\"p-1\",\"name\":\"Ada\",\"at\":\"2026-01-05\"}\n";
    private static final String NO_TIME =
            "{\"id\":\"p-2\",\"name\":\"Zoë\",\"at\":\"https://x/?api_key=HIDDEN-1\",\"big\":9007199254740993,"
                    + "\"exact\":12345678901234567890,\"v\":[0.1,-0.0,3]}\n";
    private static final String TOO_LARGE =
            "{\"id\":\"p-3\",\"name\":\"Large\",\"at\":\"never\",\"note\":\"" + "x".repeat(3_000) + "\"}\n";
    private static final String DUPLICATE = "{\"id\":\"p-1\",\"name\":\"Ada\",\"at\":\"2026-01-06\"}\n";
    private static final String WRONG_VECTOR =
            "{\"id\":\"p-4\",\"name\":\"Bob\",\"at\":\"2026-01-05\",\"v\":[0.5,0.25,0.125]}\n";
    private static final String NO_BOSS = "{\"id\":\"p-5\",\"name\":\"Eve\",\"at\":\"2026-01-05\",\"boss\":\"p-99\"}\n";
    private static final String NO_JSON = "{nope}\n";
    private static final String NOT_UTF8 = "{\"n\":\"\u00c3\"}\n";
    private static final String TOO_LONG = "{\"id\":\"" + "y".repeat(5_000) + "\"}\n";

    @TempDir
    private Path folder;

    @Test
    void eachStepLeavesARecordOrThePositionOfOne() throws IOException {
        Workspace people = migrated();

        Map<String, DeadLetter> letters = letters(people);
        assertThat(letters.keySet())
                .containsExactlyInAnyOrder(
                        "read damaged " + offset(NO_JSON),
                        "read damaged " + offset(NOT_UTF8),
                        "read damaged " + offset(TOO_LONG),
                        "map unreadable-time " + offset(NO_TIME),
                        "map unreadable-time " + offset(TOO_LARGE),
                        "map duplicate-id " + offset(DUPLICATE),
                        "embed wrong-dimension " + offset(WRONG_VECTOR),
                        "write endpoint-missing " + offset(NO_BOSS));
        assertThat(letters.values())
                .allSatisfy(letter -> assertThat(letter.attempts()).isEqualTo(1))
                .allSatisfy(letter -> assertThat(letter.firstFailedAt())
                        .isEqualTo(Instant.parse(
                                people.report().at("/run/started_at").asText())))
                .extracting(DeadLetter::id)
                .doesNotHaveDuplicates();
        assertKept(letters, "read damaged " + offset(NO_JSON), new Kept(Form.TEXT, "{nope}"));
        assertKept(letters, "read damaged " + offset(NOT_UTF8), new Kept(Form.BASE64, "eyJuIjoiwyJ9"));
        assertKept(letters, "read damaged " + offset(TOO_LONG), Kept.pointer(TOO_LONG.substring(0, 4_096)));
        assertKept(
                letters,
                "map unreadable-time " + offset(NO_TIME),
                new Kept(
                        Form.RECORD,
                        "{\"fields\":{\"id\":\"p-2\",\"name\":\"Zoë\",\"at\":\"https://x/?api_key=HIDDEN-1\","
                                + "\"big\":9007199254740993,\"exact\":{\"$number\":\"12345678901234567890\"},"
                                + "\"v\":[0.1,-0.0,3.0]},\"about\":{\"file\":\"people.jsonl\",\"folder\":\"\"}}"));
        for (String line : List.of(TOO_LARGE, DUPLICATE, WRONG_VECTOR, NO_BOSS)) {
            assertThat(Objects.requireNonNull(letters.get(at(letters, line)))
                            .kept()
                            .form())
                    .as(line)
                    .isEqualTo(Form.POINTER);
        }
    }

    @Test
    void theSourceReadsARecordAgainByThePlanAndTheLetterAlone() throws IOException {
        Workspace people = migrated();
        Map<String, SourceSplit> plan = new KeptSplits(people.lastRun().toString())
                .splits().stream().collect(Collectors.toMap(SourceSplit::id, Function.identity()));
        RecordSource source = new ConfigReader<>(MigrationConfig.shape(), Map.of())
                .read(Files.readString(people.config()), "migration.yaml")
                .source()
                .source();

        for (DeadLetter letter : letters(people).values()) {
            SourceSplit split = Objects.requireNonNull(plan.get(letter.origin().split()));
            SourceRecord again;
            try (RecordReader reader =
                    source.open(split, Objects.requireNonNull(letter.origin().resume()))) {
                again = Objects.requireNonNull(reader.next());
            }
            assertThat(again.origin().position()).isEqualTo(letter.origin().position());
            KeptRecord.of(letter).ifPresent(record -> {
                assertThat(record.fields()).isEqualTo(again.fields());
                assertThat(record.raw()).isEqualTo(again.raw());
                assertThat(record.origin().withId(""))
                        .isEqualTo(again.readFrom(
                                        Objects.requireNonNull(letter.origin().resume()))
                                .origin());
            });
        }
    }

    @Test
    void theReportSaysWhatIsKeptAndHoldsNoSecret() throws IOException {
        Workspace people = migrated();

        JsonNode report = people.report();
        Map<String, String> kept = new HashMap<>();
        report.path("dead_letters")
                .forEach(reason -> kept.put(
                        reason.path("reason").asText(),
                        reason.path("whole").asText() + " of "
                                + reason.path("count").asText()));
        assertThat(kept)
                .isEqualTo(Map.of(
                        "damaged", "2 of 3",
                        "unreadable-time", "1 of 2",
                        "duplicate-id", "0 of 1",
                        "wrong-dimension", "0 of 1",
                        "endpoint-missing", "0 of 1"));
        String page = Files.readString(people.lastRun().resolve("report.html"));
        assertThat(page)
                .contains("dead-letters folder. 3 contain the whole record or"
                        + " damaged item; the others contain the position in the source from which the record is read"
                        + " again.");
        assertThat(page).doesNotContain("HIDDEN");
        assertThat(report.toString()).doesNotContain("HIDDEN").contains("api_key=***");
        assertThat(people.rows("dead-letters"))
                .allSatisfy(
                        letter -> assertThat(letter.path("message").asText()).doesNotContain("HIDDEN"))
                .anySatisfy(letter ->
                        assertThat(letter.at("/record/fields/at").asText()).isEqualTo("https://x/?api_key=HIDDEN-1"));
    }

    private Workspace migrated() throws IOException {
        NEO4J.clear();
        Files.write(folder.resolve("people.jsonl"), lines().getBytes(ISO_8859_1));
        Workspace people = new Workspace(folder)
                .write("""
                source: { type: json, max-record-size: 4kb, inputs: [ { collection: people, paths: [ "%s/*.jsonl" ] } ] }
                mapping:
                  people:
                    id: id
                    group: acme
                    time: { field: at }
                    entity: { name: name, vector: v }
                    related: { boss: { collection: people, id: boss } }
                    facts: [ { name: REPORTS_TO, to: boss } ]
                embedding: { type: hashing, dimension: 8 }
                run: { directory: "%s", dead-letter-record-limit: 2kb, allowed-dead-letters: 100 }
                """.formatted(folder, folder.resolve("runs")) + Workspace.section(NEO4J.options()));
        Call call = people.call("migrate", "-p", "1");
        assertThat(call.code()).as(call.out() + call.err()).isZero();
        return people;
    }

    /** As the file holds them, one byte for each character. */
    private static String lines() {
        return SOUND + bytes(NO_TIME) + TOO_LARGE + DUPLICATE + WRONG_VECTOR + NO_BOSS + NO_JSON + NOT_UTF8 + TOO_LONG;
    }

    private static String bytes(String text) {
        return new String(text.getBytes(UTF_8), ISO_8859_1);
    }

    private static String offset(String line) {
        String stored = line.equals(NOT_UTF8) ? line : bytes(line);
        return "offset " + lines().indexOf(stored);
    }

    private static String at(Map<String, DeadLetter> letters, String line) {
        return letters.keySet().stream()
                .filter(key -> key.endsWith(" " + offset(line)))
                .findFirst()
                .orElseThrow();
    }

    private static void assertKept(Map<String, DeadLetter> letters, String which, Kept kept) {
        assertThat(Objects.requireNonNull(letters.get(which)).kept()).as(which).isEqualTo(kept);
    }

    private static Map<String, DeadLetter> letters(Workspace workspace) {
        String directory = workspace.lastRun().resolve("dead-letters").toString();
        try (JsonLinesReader<DeadLetter> letters = LedgerFiles.deadLetters(directory)) {
            return letters.stream()
                    .collect(Collectors.toMap(
                            letter -> letter.stage() + " " + letter.reason() + " "
                                    + letter.origin().position(),
                            Function.identity()));
        }
    }
}
