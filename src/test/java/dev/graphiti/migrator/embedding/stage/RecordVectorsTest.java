package dev.graphiti.migrator.embedding.stage;

import static dev.graphiti.migrator.embedding.SampleRecords.community;
import static dev.graphiti.migrator.embedding.SampleRecords.entity;
import static dev.graphiti.migrator.embedding.SampleRecords.fact;
import static dev.graphiti.migrator.embedding.SampleRecords.record;
import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.embedding.EmbeddingResult.Embedded;
import dev.graphiti.migrator.embedding.EmbeddingResult.Reason;
import dev.graphiti.migrator.embedding.EmbeddingResult.Rejected;
import dev.graphiti.migrator.embedding.config.VectorPolicy;
import dev.graphiti.migrator.embedding.config.VectorSpace;
import dev.graphiti.migrator.model.CommunityNode;
import dev.graphiti.migrator.model.DeadLetter;
import dev.graphiti.migrator.model.Embedding;
import dev.graphiti.migrator.model.EntityEdge;
import dev.graphiti.migrator.model.EntityNode;
import dev.graphiti.migrator.model.MappedRecord;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordVectorsTest {
    private static final Embedding GIVEN = new Embedding(new float[] {1, 2});
    private static final Embedding WRONG = new Embedding(new float[] {1, 2, 3});
    private static final Embedding MADE = new Embedding(new float[] {3, 4});
    private static final Embedding ALSO_MADE = new Embedding(new float[] {5, 6});

    private final RecordVectors keeping = new RecordVectors(VectorPolicy.KEEP, new VectorSpace("m", 2));
    private final RecordVectors reembedding = new RecordVectors(VectorPolicy.REEMBED, new VectorSpace("m", 2));

    private final MappedRecord record = record(
            "1",
            List.of(entity("e1", "Alice\nSmith", null), entity("e2", "Bob", GIVEN)),
            List.of(community("c1", "People", null)),
            List.of(fact("f1", "Alice knows Bob.", GIVEN)));

    @Test
    void asksForWhatIsMissing() {
        assertThat(keeping.textsOf(record)).containsExactly("Alice Smith", "People");
        assertThat(reembedding.textsOf(record)).containsExactly("Alice Smith", "Bob", "People", "Alice knows Bob.");
    }

    @Test
    void putsEachVectorInItsPlace() {
        EmbeddedRecord filled = keeping.filled(record, List.of(new Embedded(MADE), new Embedded(ALSO_MADE)));
        assertThat(filled.deadLetters()).isEmpty();
        assertThat(filled.record())
                .isEqualTo(record(
                        "1",
                        List.of(entity("e1", "Alice\nSmith", MADE), entity("e2", "Bob", GIVEN)),
                        List.of(community("c1", "People", ALSO_MADE)),
                        List.of(fact("f1", "Alice knows Bob.", GIVEN))));
    }

    @Test
    void replacesVectorsThatCame() {
        Embedded made = new Embedded(MADE);
        MappedRecord filled =
                reembedding.filled(record, List.of(made, made, made, made)).record();
        assertThat(filled.all(EntityNode.class)).allMatch(node -> MADE.equals(node.nameEmbedding()));
        assertThat(filled.all(EntityEdge.class)).allMatch(edge -> MADE.equals(edge.factEmbedding()));
    }

    @Test
    void takesOutOnlyTheElementWhoseTextIsRefused() {
        EmbeddedRecord filled =
                keeping.filled(record, List.of(new Rejected(Reason.TEXT_REFUSED, "too long"), new Embedded(ALSO_MADE)));
        assertThat(filled.record().all(EntityNode.class)).extracting("uuid").containsExactly("e2");
        assertThat(filled.record().all(CommunityNode.class)).hasSize(1);
        DeadLetter letter = filled.deadLetters().get(0);
        assertThat(letter.stage()).isEqualTo("embed");
        assertThat(letter.kind()).isEqualTo("Entity");
        assertThat(letter.uuid()).isEqualTo("e1");
        assertThat(letter.reason()).isEqualTo("text-refused");
        assertThat(letter.message()).isEqualTo("too long");
        assertThat(letter.origin()).isEqualTo(record.origin());
        assertThat(letter.kept().content()).contains("Alice");
    }

    @Test
    void takesOutAVectorOfAnotherDimension() {
        MappedRecord wrong = record("1", List.of(), List.of(), List.of(fact("f1", "x", WRONG), fact("f2", "y", GIVEN)));
        assertThat(keeping.textsOf(wrong)).isEmpty();
        EmbeddedRecord filled = keeping.filled(wrong, List.of());
        assertThat(filled.record().all(EntityEdge.class)).extracting("uuid").containsExactly("f2");
        assertThat(filled.deadLetters()).extracting("reason").containsExactly("wrong-dimension");
        assertThat(filled.deadLetters().get(0).message())
                .isEqualTo("the vector of RELATES_TO f1 has dimension 3, but the graph's model m has 2; set"
                        + " embedding.vectors to reembed to compute it again");
    }

    @Test
    void checksWithoutMakingAny() {
        assertThat(keeping.checked(record).record()).isSameAs(record);
        MappedRecord wrong = record("1", List.of(entity("e1", "A", WRONG)), List.of(), List.of());
        assertThat(keeping.checked(wrong).deadLetters()).hasSize(1);
    }

    @Test
    void aRecordThatNeedsNothingIsPassedOn() {
        MappedRecord complete = record("1", List.of(entity("e1", "A", GIVEN)), List.of(), List.of());
        assertThat(keeping.filled(complete, List.of()).record()).isSameAs(complete);
    }
}
