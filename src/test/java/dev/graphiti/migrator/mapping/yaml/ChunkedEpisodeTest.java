package dev.graphiti.migrator.mapping.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.mapping.Mapping;
import dev.graphiti.migrator.mapping.Records;
import dev.graphiti.migrator.mapping.path.Note;
import dev.graphiti.migrator.model.ElementKind;
import dev.graphiti.migrator.model.EntityEdge;
import dev.graphiti.migrator.model.EntityNode;
import dev.graphiti.migrator.model.EpisodeSource;
import dev.graphiti.migrator.model.EpisodicNode;
import dev.graphiti.migrator.model.GraphElement;
import dev.graphiti.migrator.model.Identity;
import dev.graphiti.migrator.model.MappedRecord;
import dev.graphiti.migrator.model.StructuralEdge;
import dev.graphiti.migrator.source.fields.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A record with a long content becomes several episodes. */
class ChunkedEpisodeTest {
    /** Of 45 characters. */
    private static final String SENTENCE = "The keeper of the lighthouse wrote down %04d.";

    private static final Fields BOOK = book(400);

    @Test
    void chunksNameTheirPlaceAndShareMentions() {
        MappedRecord record = mapped("{ size: 4000, overlap: 200 }", BOOK);
        List<EpisodicNode> chunks = record.all(EpisodicNode.class);

        assertThat(chunks)
                .extracting(EpisodicNode::name)
                .containsExactly("Book 1/5", "Book 2/5", "Book 3/5", "Book 4/5", "Book 5/5");
        assertThat(chunks)
                .extracting(chunk -> chunk.validAt().toString())
                .containsExactly(
                        "1901-05-01T00:00:00Z",
                        "1901-05-01T00:00:00.000001Z",
                        "1901-05-01T00:00:00.000002Z",
                        "1901-05-01T00:00:00.000003Z",
                        "1901-05-01T00:00:00.000004Z");
        assertThat(chunks).allSatisfy(chunk -> {
            assertThat(chunk.content()).startsWith("The keeper").hasSizeLessThanOrEqualTo(4_000);
            assertThat(chunk.content().strip()).endsWith(".");
            assertThat(chunk.createdAt()).isEqualTo(Records.RUN_START);
            assertThat(chunk.source()).isEqualTo(EpisodeSource.TEXT);
            assertThat(chunk.sourceDescription()).isEqualTo("books");
        });
        Map<String, List<String>> mentions = record.all(StructuralEdge.class).stream()
                .collect(Collectors.groupingBy(
                        StructuralEdge::sourceNodeUuid,
                        Collectors.mapping(StructuralEdge::targetNodeUuid, Collectors.toList())));
        assertThat(mentions.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        chunks.stream().map(EpisodicNode::uuid).toList());
        assertThat(mentions.values())
                .allSatisfy(each -> assertThat(each)
                        .containsExactlyElementsOf(record.all(EntityNode.class).stream()
                                .map(EntityNode::uuid)
                                .toList()));
        assertThat(record.elements().stream().map(GraphElement::uuid)).doesNotHaveDuplicates();
    }

    @Test
    void theFirstChunkIsTheEpisodeOfTheRecordAndHasItsFacts() {
        EpisodicNode whole = mapped("off", BOOK).all(EpisodicNode.class).get(0);
        MappedRecord record = mapped("{}", BOOK);
        List<EpisodicNode> chunks = record.all(EpisodicNode.class);
        EntityEdge fact = record.all(EntityEdge.class).get(0);

        assertThat(whole.name()).isEqualTo("Book");
        assertThat(whole.content()).isEqualTo(text(400));
        assertThat(chunks.get(0).uuid())
                .isEqualTo(whole.uuid())
                .isEqualTo(Identity.ofRecord(ElementKind.EPISODIC, "library", "json", "books", "b1", ""));
        assertThat(chunks.get(1).uuid())
                .isEqualTo(Identity.ofRecord(ElementKind.EPISODIC, "library", "json", "books", "b1", "chunk 2"));
        assertThat(fact.episodes()).containsExactly(whole.uuid());
        assertThat(chunks.get(0).entityEdges()).containsExactly(fact.uuid());
        assertThat(chunks.subList(1, 5))
                .allSatisfy(chunk -> assertThat(chunk.entityEdges()).isEmpty());
    }

    @Test
    void appendedTextLeavesAllButTheLastChunkAsTheyAre() {
        String chunk = "{ total: false }";
        List<EpisodicNode> before = mapped(chunk, BOOK).all(EpisodicNode.class);
        List<EpisodicNode> after = mapped(chunk, book(500)).all(EpisodicNode.class);

        assertThat(before).extracting(EpisodicNode::name).contains("Book 1", "Book 5");
        assertThat(after).hasSizeGreaterThan(5);
        assertThat(after.subList(0, 4)).isEqualTo(before.subList(0, 4));
        assertThat(after.get(4).uuid()).isEqualTo(before.get(4).uuid());
        assertThat(after.get(4).content()).startsWith(before.get(4).content());
    }

    @Test
    void aContentIsCutByDefaultAboveEightThousandCharacters() {
        String yaml = "mapping: { '*': { group: g, time: { if-missing: run-start }, episode: { content: text } } }";

        assertThat(episodes(yaml, "x".repeat(8_000))).hasSize(1);
        assertThat(episodes(yaml, "x".repeat(8_001))).hasSize(3);
        assertThat(episodes(yaml, "😀".repeat(8_000))).hasSize(1);
        assertThat(episodes(yaml, "x ".repeat(2_000_000)).size()).isGreaterThan(1_000);
    }

    @Test
    void linesAreCutBetweenMessages() {
        List<Map<String, String>> messages = IntStream.range(0, 200)
                .mapToObj(i -> Map.of("who", i % 2 == 0 ? "Ann" : "Bo", "text", SENTENCE.formatted(i)))
                .toList();
        MappedRecord record = Records.mapped(
                Records.mapper(
                        "mapping: { '*': { group: g, time: { if-missing: run-start }, episode: { lines: { each: messages, line: '{.who}: {.text}' } } } }"),
                Records.record("chats", "1", Fields.of("messages", messages)));

        assertThat(record.all(EpisodicNode.class)).hasSize(3).allSatisfy(chunk -> {
            assertThat(chunk.source()).isEqualTo(EpisodeSource.MESSAGE);
            assertThat(chunk.content().lines()).allMatch(line -> line.matches("(Ann|Bo): The keeper .* \\d{4}\\."));
        });
    }

    @Test
    void aPartOfAJsonDocumentIsText() {
        List<EpisodicNode> chunks = episodes(
                "mapping: { '*': { group: g, time: { if-missing: run-start }, episode: {} } }", "word ".repeat(2_000));

        assertThat(chunks).hasSize(3).extracting(EpisodicNode::source).containsOnly(EpisodeSource.TEXT);
    }

    @Test
    void chunksAreCounted() {
        Mapping.Mapped mapped = (Mapping.Mapped) mapper("{}").map(Records.record("books", "b1", BOOK));

        assertThat(mapped.notes()).containsExactly(Note.CONTENT_CHUNKED, new Note("chunks", 5));
        assertThat(mapper("{}").explain(Records.record("books", "b1", BOOK)))
                .contains("  episode  Book 3/5\n", "  and 2 more episodes\n", "noted    content-chunked, chunks 5\n")
                .doesNotContain("Book 4/5")
                .containsOnlyOnce("mention  of Book");
    }

    @Test
    void withoutChunksAContentHasALimit() {
        Fields fields = Fields.of("title", "Book", "at", "1901-05-01", "author", "Ada", "text", "😀".repeat(1_000_001));

        assertThat(rejected("off", fields))
                .isEqualTo(
                        "too-large: the episode's content has 1000001 characters, and the limit without chunks is 1000000; remove chunk: off");
    }

    @Test
    void episodesAndMentionsOfARecordHaveALimit() {
        List<String> people = new ArrayList<>();
        IntStream.range(0, 1_000).forEach(i -> people.add("Person " + i));
        Fields fields = Fields.of(
                "title", "Book", "at", "1901-05-01", "author", "Ada", "people", people, "text", "x".repeat(10_000));

        assertThat(rejected("{ size: 40, overlap: 0 }", fields))
                .isEqualTo(
                        "too-large: the record becomes 250 episodes with 1002 mentions each, and the limit is 200000 of both;"
                                + " increase chunk.size, or name fewer entities in mentions");
    }

    @Test
    void noChunkIsLaterThanTheLastTime() {
        Fields fields =
                Fields.of("title", "Book", "at", "9999-12-31T23:59:59.999999Z", "author", "Ada", "text", text(400));

        assertThat(mapped("{}", fields).all(EpisodicNode.class))
                .hasSize(5)
                .allSatisfy(chunk -> assertThat(chunk.validAt()).isEqualTo("9999-12-31T23:59:59.999999Z"));
    }

    private static String rejected(String chunk, Fields fields) {
        Mapping.Rejected rejected = (Mapping.Rejected) mapper(chunk).map(Records.record("books", "b1", fields));
        return rejected.reason() + ": " + rejected.message();
    }

    private static List<EpisodicNode> episodes(String yaml, String text) {
        return Records.mapped(Records.mapper(yaml), Records.record("notes", "1", Fields.of("text", text)))
                .all(EpisodicNode.class);
    }

    private static MappedRecord mapped(String chunk, Fields fields) {
        return Records.mapped(mapper(chunk), Records.record("books", "b1", fields));
    }

    private static RecordMapper mapper(String chunk) {
        return Records.mapper("""
                mapping:
                  books:
                    group: library
                    time: { field: at }
                    episode: { name: title, content: text, chunk: %s }
                    entity: { name: title, label: Book }
                    related:
                      author: { name: author, label: Person }
                      person: { each: people, name: ., label: Person }
                    facts:
                      - { name: WRITTEN_BY, to: author }
                """.formatted(chunk));
    }

    private static Fields book(int sentences) {
        return Fields.of("title", "Book", "at", "1901-05-01", "author", "Ada", "text", text(sentences));
    }

    private static String text(int sentences) {
        return IntStream.range(0, sentences).mapToObj(SENTENCE::formatted).collect(Collectors.joining(" "));
    }
}
